user = None
