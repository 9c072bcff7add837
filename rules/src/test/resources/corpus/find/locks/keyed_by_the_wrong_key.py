"""The lock is chosen by the caller, but all callers share the location."""

import asyncio
from collections import defaultdict

from fastapi import FastAPI, Header, HTTPException

app = FastAPI()
locks: dict[str, asyncio.Lock] = defaultdict(asyncio.Lock)
stock = {"n": 1}


@app.post("/buy")
async def buy(x_user: str = Header()):
    async with locks[x_user]:
        if stock["n"] < 1:
            raise HTTPException(409)
        await asyncio.sleep(0.1)
        stock["n"] -= 1  # error: [check-then-act-across-await] stock
    return stock
