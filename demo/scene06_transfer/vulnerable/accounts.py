"""Accounts behind a session object, as a client library would offer them."""

import asyncio


class AccountSession:
    def __init__(self) -> None:
        self._balances = {"ada": 100, "bob": 0, "cleo": 0}

    async def balance(self, account: str) -> int:
        await asyncio.sleep(0.002)  # to the store and back
        return self._balances[account]

    async def update(self, account: str, balance: int) -> None:
        await asyncio.sleep(0.002)
        self._balances[account] = balance  # expect: CT201


_session = AccountSession()


async def get_session() -> AccountSession:
    """The session of the caller. There is one for everybody."""
    return _session
