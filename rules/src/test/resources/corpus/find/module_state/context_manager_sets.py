import asyncio
from contextlib import contextmanager

from fastapi import FastAPI

app = FastAPI()
_stack = {"schema": "public"}


@contextmanager
def schema(name: str):
    before = _stack["schema"]
    _stack["schema"] = name
    try:
        yield
    finally:
        _stack["schema"] = before  # also: [read-modify-write-across-await]


async def select() -> str:
    await asyncio.sleep(0.01)
    return "select * from %s.item" % _stack["schema"]  # error: [request-data-in-module-state] _stack


@app.get("/items")
async def items(tenant: str):
    with schema(tenant):
        return await select()
