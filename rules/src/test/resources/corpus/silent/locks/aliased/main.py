import asyncio

import locks
from fastapi import FastAPI, HTTPException
from store import get_guard, guard, stock

app = FastAPI()


@app.post("/buy")
async def buy():
    async with guard:
        if stock["n"] < 1:
            raise HTTPException(409)
        await asyncio.sleep(0.1)
        stock["n"] -= 1
    return {"ok": True}


@app.post("/restock")
async def restock(n: int):
    async with locks.stock_lock:
        before = stock["n"]
        await asyncio.sleep(0.1)
        stock["n"] = before + n
    return {"ok": True}


@app.post("/clear")
async def clear():
    lock = get_guard()
    async with lock:
        if stock["n"] > 0:
            await asyncio.sleep(0.1)
            stock["n"] = 0
    return {"ok": True}
