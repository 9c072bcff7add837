last = {}
