import asyncio
import threading

from fastapi import FastAPI

app = FastAPI()


class Ledger:
    def __init__(self) -> None:
        self._lock = threading.RLock()
        self.total = 0

    async def add(self, amount: int) -> int:
        with self._lock:  # error: [thread-lock-held-across-await] _lock
            await self._store(amount)
            self.total += amount
        return self.total

    async def _store(self, amount: int) -> None:
        await asyncio.sleep(0.01)


ledger = Ledger()


@app.post("/add")
async def add(amount: int):
    return {"total": await ledger.add(amount)}
