import asyncio

from .auth import customer


async def discount() -> float:
    await asyncio.sleep(0.01)
    return 0.1 if customer() == 1 else 0.0


async def price_of(item: int) -> float:
    return 100 * (1 - await discount())
