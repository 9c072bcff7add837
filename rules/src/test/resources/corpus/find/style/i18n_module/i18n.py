_TEXTS = {"en": {"hi": "Hello"}, "de": {"hi": "Hallo"}}
_language = "en"


def set_language(code: str) -> None:
    global _language
    if code in _TEXTS:
        _language = code


def _(key: str) -> str:
    return _TEXTS[_language][key]  # error: [request-data-in-module-state] _language
