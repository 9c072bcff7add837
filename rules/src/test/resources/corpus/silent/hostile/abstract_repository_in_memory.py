"""Every method is one step on the shared store."""

import abc
import asyncio

from fastapi import Depends, FastAPI, HTTPException

app = FastAPI()


class Repository(abc.ABC):
    @abc.abstractmethod
    async def get(self, key: int) -> dict | None: ...

    @abc.abstractmethod
    async def add(self, key: int, row: dict) -> bool: ...


class MemoryRepository(Repository):
    def __init__(self) -> None:
        self._rows: dict[int, dict] = {}

    async def get(self, key: int) -> dict | None:
        return self._rows.get(key)

    async def add(self, key: int, row: dict) -> bool:
        if key in self._rows:
            return False
        self._rows[key] = row
        return True


repository = MemoryRepository()


def get_repository() -> Repository:
    return repository


@app.post("/rows/{key}")
async def post(key: int, row: dict, rows: Repository = Depends(get_repository)):
    await asyncio.sleep(0.01)
    if not await rows.add(key, row):
        raise HTTPException(409)
    return row


@app.get("/rows/{key}")
async def get(key: int, rows: Repository = Depends(get_repository)):
    row = await rows.get(key)
    await asyncio.sleep(0)
    return row
