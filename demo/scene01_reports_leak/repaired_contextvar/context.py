"""Who is asking? Each request runs in its own context, so each has its own value."""

from contextvars import ContextVar

_org_id: ContextVar[int] = ContextVar("org_id")


def bind(org_id: int) -> None:
    _org_id.set(org_id)


def current_org() -> int:
    """The bound company. Raises LookupError where none was bound: better than a guess."""
    return _org_id.get()
