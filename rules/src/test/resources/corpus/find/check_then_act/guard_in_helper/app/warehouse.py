_units = {"a": 1}


def available(sku: str) -> bool:
    return _units.get(sku, 0) > 0


def take(sku: str) -> None:
    _units[sku] -= 1  # error: [check-then-act-across-await] _units
