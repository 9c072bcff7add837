_values = {"counter": 0}


def load() -> int:
    return _values["counter"]


def save(value: int) -> None:
    _values["counter"] = value  # error: [read-modify-write-across-await] _values
