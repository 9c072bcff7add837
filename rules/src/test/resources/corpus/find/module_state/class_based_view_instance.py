"""Module state written by a method of an object that belongs to the request."""

import asyncio

from fastapi import Depends, FastAPI

app = FastAPI()
_active_filter = {}


class Filter:
    def __init__(self, owner: str = ""):
        self.owner = owner

    def activate(self) -> None:
        _active_filter["owner"] = self.owner


async def query() -> list:
    await asyncio.sleep(0)
    return [_active_filter["owner"]]  # error: [request-data-in-module-state] _active_filter


@app.get("/query")
async def run(filter: Filter = Depends()):
    filter.activate()
    return await query()
