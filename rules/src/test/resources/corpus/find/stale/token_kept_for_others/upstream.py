_credentials = {}


def remember(token: str) -> None:
    _credentials["token"] = token


def headers() -> dict:
    return {"authorization": "Bearer " + _credentials["token"]}  # error: [request-data-in-module-state] _credentials
