import asyncio
from collections import defaultdict

from fastapi import FastAPI, HTTPException

app = FastAPI()
locks: defaultdict[str, asyncio.Lock] = defaultdict(asyncio.Lock)
stock = {"a": 1, "b": 2}


@app.post("/buy/{item}")
async def buy(item: str):
    async with locks[item]:
        if stock[item] < 1:
            raise HTTPException(409)
        await asyncio.sleep(0.1)
        stock[item] -= 1  # ok
    return {"ok": True}
