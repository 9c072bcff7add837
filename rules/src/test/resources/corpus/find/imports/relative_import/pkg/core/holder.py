value = {}
