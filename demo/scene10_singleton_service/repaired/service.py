import asyncio
from functools import lru_cache

_ORDERS = {"ada": ["telescope"], "bob": ["drum kit"]}


class OrderService:
    async def orders(self, user: str) -> list[str]:
        await asyncio.sleep(0.002)  # a free connection is found
        return _ORDERS[user]


@lru_cache
def get_service() -> OrderService:
    return OrderService()
