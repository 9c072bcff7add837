import asyncio

from fastapi import Depends, FastAPI

app = FastAPI()
total = {"n": 0}


class Service:
    def __init__(self) -> None:
        self.lock = asyncio.Lock()

    async def add(self, n: int) -> None:
        async with self.lock:
            before = total["n"]
            await asyncio.sleep(0.01)
            total["n"] = before + n  # error: [read-modify-write-across-await] total


@app.post("/add")
async def add(n: int, service: Service = Depends(Service)):
    await service.add(n)
    return total
