import asyncio

from fastapi import FastAPI, HTTPException

app = FastAPI()
stock = {"n": 1}
lock = asyncio.Lock()


async def _sell() -> None:
    if stock["n"] < 1:
        raise HTTPException(409)
    await asyncio.sleep(0.1)
    stock["n"] -= 1  # ok: every caller holds the lock


@app.post("/buy")
async def buy():
    async with lock:
        await _sell()
    return {"ok": True}


@app.post("/buy-two")
async def buy_two():
    async with lock:
        await _sell()
        await _sell()
    return {"ok": True}
