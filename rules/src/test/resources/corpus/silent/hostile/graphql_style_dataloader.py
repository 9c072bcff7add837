"""A loader is made for each request; its cache lives as long as the request."""

import asyncio

from fastapi import Depends, FastAPI

app = FastAPI()


class UserLoader:
    def __init__(self) -> None:
        self._cache: dict[int, str] = {}

    async def load(self, key: int) -> str:
        if key not in self._cache:
            self._cache[key] = await self._fetch(key)  # ok
        return self._cache[key]

    async def _fetch(self, key: int) -> str:
        await asyncio.sleep(0.01)
        return f"user {key}"


async def loader() -> UserLoader:
    return UserLoader()


@app.get("/users")
async def users(ids: str, load: UserLoader = Depends(loader)):
    return [await load.load(int(i)) for i in ids.split(",")]
