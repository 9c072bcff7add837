_bound = {}


def bind(value: str) -> None:
    _bound["value"] = value


def bound() -> str:
    return _bound["value"]  # error: [request-data-in-module-state] _bound
