import asyncio

from fastapi import FastAPI

app = FastAPI()


class Cache:
    def __init__(self) -> None:
        self._items: dict[int, dict] = {}

    async def get(self, key: int) -> dict:
        if key not in self._items:
            self._items[key] = await self._load(key)  # error: [cache-stampede] _items
        return self._items[key]

    async def _load(self, key: int) -> dict:
        await asyncio.sleep(0.1)
        return {"key": key}


cache = Cache()


@app.get("/things/{key}")
async def thing(key: int):
    return await cache.get(key)
