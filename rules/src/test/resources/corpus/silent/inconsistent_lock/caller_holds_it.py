import asyncio

from fastapi import FastAPI

app = FastAPI()


class Accounts:
    def __init__(self) -> None:
        self._lock = asyncio.Lock()
        self.balance = 100

    async def withdraw(self, amount: int) -> None:
        async with self._lock:
            if self.balance < amount:
                raise ValueError
            await asyncio.sleep(0.1)
            self.balance -= amount

    def _reset(self) -> None:
        self.balance = 0  # ok

    async def reset(self) -> None:
        async with self._lock:
            self._reset()


accounts = Accounts()


@app.post("/withdraw")
async def withdraw(amount: int):
    await accounts.withdraw(amount)
    return {"ok": True}


@app.post("/reset")
async def reset():
    await accounts.reset()
    return {"ok": True}
