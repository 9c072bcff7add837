import asyncio

from litestar import Controller, Litestar, get, post
from litestar.datastructures import State
from litestar.di import Provide


class Accounts:
    def __init__(self):
        self.balance = 0

    async def add(self, amount: int) -> int:
        before = self.balance
        await asyncio.sleep(0.01)
        self.balance = before + amount  # error: [read-modify-write-across-await]
        return self.balance


accounts = Accounts()


async def shared() -> Accounts:
    return accounts


class Bank(Controller):
    path = "/bank"
    dependencies = {"account": Provide(shared)}

    @post("/deposit")
    async def deposit(self, account: Accounts, amount: int) -> int:
        return await account.add(amount)


@get("/visits")
async def visits(state: State) -> int:
    seen = state.seen
    await asyncio.sleep(0)
    state.seen = seen + 1  # error: [read-modify-write-across-await]
    return state.seen


app = Litestar(route_handlers=[Bank, visits])
