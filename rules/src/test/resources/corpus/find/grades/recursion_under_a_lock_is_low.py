"""A function that comes back to its own lock does so under a condition; who holds the lock may have made it false."""

import asyncio

from fastapi import FastAPI

app = FastAPI()


class Preferences:
    def __init__(self) -> None:
        self.lock = asyncio.Lock()
        self.queue: asyncio.Queue | None = None

    async def start(self) -> None:
        async with self.lock:  # error: [lock-order-deadlock, confidence=low] lock
            if self.queue is None:
                self.queue = asyncio.Queue()
            await self.flush()

    async def flush(self) -> None:
        if self.queue is None:
            await self.start()
            return
        await self.queue.join()


preferences = Preferences()


@app.get("/preferences")
async def read() -> dict:
    await preferences.start()
    return {}


@app.post("/flush")
async def flush() -> dict:
    await preferences.flush()
    return {}
