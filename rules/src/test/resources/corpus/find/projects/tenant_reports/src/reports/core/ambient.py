"""What the running request is about."""

_ambient: dict[str, int] = {}


def enter(*, org: int) -> None:
    _ambient["org"] = org


def org() -> int:
    try:
        return _ambient["org"]  # error: [request-data-in-module-state] _ambient
    except KeyError:
        raise RuntimeError("no request") from None
