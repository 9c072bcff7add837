current = {}


def bind(user: str) -> None:
    current["user"] = user
