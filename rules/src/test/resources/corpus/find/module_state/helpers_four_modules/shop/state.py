class _State:
    pass


values = {}
