import asyncio

from fastapi import FastAPI

app = FastAPI()


class Sequence:
    def __init__(self) -> None:
        self.current = 0

    async def next(self) -> int:
        value = self.current + 1
        await self.log(value)
        self.current = value  # error: [read-modify-write-across-await] current
        return value

    async def log(self, value: int) -> None:
        await asyncio.sleep(0)


sequence = Sequence()


@app.post("/numbers")
async def number():
    return {"number": await sequence.next()}
