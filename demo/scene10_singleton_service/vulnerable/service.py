import asyncio
from functools import lru_cache

_ORDERS = {"ada": ["telescope"], "bob": ["drum kit"]}


class OrderService:
    def __init__(self) -> None:
        self.current_user = ""

    def sign_in(self, user: str) -> None:
        self.current_user = user

    async def orders(self) -> list[str]:
        await asyncio.sleep(0.002)  # a free connection is found
        return _ORDERS[self.current_user]  # expect: CT102


@lru_cache
def get_service() -> OrderService:
    return OrderService()
