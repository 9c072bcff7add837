_locale = {"value": "en"}


def activate(value: str) -> None:
    _locale["value"] = value


def active() -> str:
    return _locale["value"]  # error: [request-data-in-module-state] _locale
