import threading


class Context(threading.local):
    def __init__(self) -> None:
        self.tenant = None


context = Context()


def tenant() -> str:
    return context.tenant  # error: [thread-local-in-async] context
