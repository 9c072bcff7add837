"""Something called `lock` that locks nothing."""

import asyncio
from contextlib import asynccontextmanager

from fastapi import FastAPI, HTTPException

app = FastAPI()
stock = {"n": 1}


@asynccontextmanager
async def lock(name: str):
    print("enter", name)
    yield
    print("leave", name)


@app.post("/buy")
async def buy():
    async with lock("stock"):
        if stock["n"] < 1:
            raise HTTPException(409)
        await asyncio.sleep(0.1)
        stock["n"] -= 1  # error: [check-then-act-across-await] stock
    return stock
