import asyncio
from contextlib import asynccontextmanager

from fastapi import FastAPI

app = FastAPI()
total = {"n": 0}
_lock = asyncio.Lock()


@asynccontextmanager
async def exclusive(name: str):
    async with _lock:
        print("enter", name)
        yield


async def cost() -> int:
    await asyncio.sleep(0)
    return 1


@app.post("/add")
async def add():
    async with exclusive("total"):
        total["n"] += await cost()  # ok
    return {"ok": True}
