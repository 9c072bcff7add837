from contextvars import ContextVar

_org: ContextVar[int | None] = ContextVar("org", default=None)


def set_org(org: int) -> None:
    _org.set(org)


def get_org() -> int:
    org = _org.get()
    if org is None:
        raise RuntimeError("no organisation")
    return org
