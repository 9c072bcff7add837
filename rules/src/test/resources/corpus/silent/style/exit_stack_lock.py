import asyncio
from contextlib import AsyncExitStack

from fastapi import FastAPI

app = FastAPI()
total = {"n": 0}
lock = asyncio.Lock()


async def cost() -> int:
    await asyncio.sleep(0)
    return 1


@app.post("/add")
async def add():
    async with AsyncExitStack() as stack:
        await stack.enter_async_context(lock)
        total["n"] += await cost()  # ok
    return {"ok": True}
