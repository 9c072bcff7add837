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

    def reset(self) -> None:
        self.balance = 0  # error: [inconsistent-lock] balance


accounts = Accounts()


@app.post("/withdraw")
async def withdraw(amount: int):
    await accounts.withdraw(amount)
    return {"ok": True}


@app.post("/reset")
async def reset():
    accounts.reset()
    return {"ok": True}
