import requests

_session = None


def session() -> requests.Session:
    global _session
    if _session is None:
        _session = requests.Session()  # also: [lazy-init-across-await]
    return _session


def sign(token: str) -> None:
    session().headers.update({"Authorization": f"Bearer {token}"})  # error: [shared-client-mutated, severity=critical] headers
