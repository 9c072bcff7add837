from functools import lru_cache
from typing import ClassVar

from fastapi import Depends, FastAPI

app = FastAPI()


class Registry:
    seen: ClassVar[list[str]] = []

    def add(self, name: str) -> list[str]:
        self.seen.append(name)
        return self.seen


class Repository:
    _rows = {}

    def put(self, key: str, value: str) -> None:
        self._rows[key] = value

    def get(self, key: str) -> str:
        return self._rows[key]


@lru_cache
def store() -> dict:
    return {}


@app.post("/names")
async def add(name: str):
    return {"seen": Registry().add(name)}


@app.put("/rows/{key}")
async def put(key: str, value: str, rows: Repository = Depends()):
    rows.put(key, value)
    return rows.get(key)


@app.post("/store/{key}")
async def keep(key: str, value: str, kept: dict = Depends(store)):
    kept[key] = value
    return {"size": len(kept)}
