"""Who is asking? Bound once per request, so that no function needs another parameter."""

_current: dict[str, int] = {}  # opt-in: CT901


def bind(org_id: int) -> None:
    _current["org_id"] = org_id


def current_org() -> int:
    return _current["org_id"]  # expect: CT101
