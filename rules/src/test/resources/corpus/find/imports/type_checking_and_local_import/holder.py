_held = ""


def hold(value: str) -> None:
    global _held
    _held = value


def held() -> str:
    return _held  # error: [request-data-in-module-state] _held
