import asyncio
from collections.abc import Awaitable, Callable

from fastapi import FastAPI

app = FastAPI()


class SingleFlight:
    def __init__(self) -> None:
        self._calls: dict[str, asyncio.Future[str]] = {}

    async def do(self, key: str, work: Callable[[str], Awaitable[str]]) -> str:
        if (running := self._calls.get(key)) is not None:
            return await asyncio.shield(running)
        future = asyncio.ensure_future(work(key))
        self._calls[key] = future
        try:
            return await asyncio.shield(future)
        finally:
            self._calls.pop(key, None)


flight = SingleFlight()


async def load(key: str) -> str:
    await asyncio.sleep(0.1)
    return key


@app.get("/{key}")
async def get(key: str):
    return await flight.do(key, load)
