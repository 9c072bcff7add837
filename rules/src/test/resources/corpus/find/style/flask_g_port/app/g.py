"""A stand-in for the request globals of the old framework."""


class _Globals:
    def __getattr__(self, name: str):
        raise AttributeError(name)


g = _Globals()
