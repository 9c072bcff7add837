"""Every call of `add` checks for itself."""

import asyncio

from fastapi import FastAPI

app = FastAPI()


class Members:
    def __init__(self) -> None:
        self._by_id: dict[int, str] = {}

    def add(self, key: int, name: str) -> bool:
        if key in self._by_id:
            return False
        self._by_id[key] = name  # ok
        return True


members = Members()


@app.post("/pairs/{key}")
async def pair(key: int, name: str):
    first = members.add(key, name)
    await asyncio.sleep(0.01)
    second = members.add(key + 1, name)
    return {"added": first + second}
