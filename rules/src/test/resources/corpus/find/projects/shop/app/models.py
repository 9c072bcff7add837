from dataclasses import dataclass, field


@dataclass
class Product:
    sku: str
    units: int
    price: int


@dataclass
class Cart:
    owner: str
    lines: dict[str, int] = field(default_factory=dict)
