handlers = {}


def register(kind: str):
    def decorate(function):
        if kind in handlers:
            raise RuntimeError(kind)
        handlers[kind] = function
        return function

    return decorate
