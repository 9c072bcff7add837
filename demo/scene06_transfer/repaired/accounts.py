"""Accounts whose one changing operation is a whole transfer."""

import asyncio


class NotEnoughMoney(Exception):
    pass


class AccountSession:
    def __init__(self) -> None:
        self._balances = {"ada": 100, "bob": 0, "cleo": 0}

    async def balance(self, account: str) -> int:
        await asyncio.sleep(0.002)  # to the store and back
        return self._balances[account]

    async def transfer(self, source: str, target: str, amount: int) -> None:
        await asyncio.sleep(0.002)
        if self._balances[source] < amount:
            raise NotEnoughMoney
        self._balances[source] -= amount
        self._balances[target] += amount


_session = AccountSession()


async def get_session() -> AccountSession:
    return _session
