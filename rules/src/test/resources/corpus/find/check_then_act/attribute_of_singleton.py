import asyncio

from fastapi import FastAPI

app = FastAPI()


class Budget:
    def __init__(self, limit: int) -> None:
        self.remaining = limit

    async def spend(self, amount: int) -> bool:
        if self.remaining < amount:
            return False
        await self.book(amount)
        self.remaining -= amount  # error: [check-then-act-across-await] remaining
        return True

    async def book(self, amount: int) -> None:
        await asyncio.sleep(0.01)


budget = Budget(1000)


@app.post("/spend")
async def spend(amount: int):
    return {"accepted": await budget.spend(amount)}
