cache = {"value": "constant"}
