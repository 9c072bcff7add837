from contextvars import ContextVar

_tenant: ContextVar[str] = ContextVar("tenant", default="nobody")


def bind(name: str) -> None:
    _tenant.set(name)


def current_tenant() -> str:
    return _tenant.get()  # error: [contextvar-not-visible-in-middleware] _tenant
