import asyncio

from fastapi import FastAPI, HTTPException

app = FastAPI()
stock = {"n": 1}
lock = asyncio.Lock()


@app.post("/buy")
async def buy():
    try:
        await asyncio.wait_for(lock.acquire(), timeout=1)
    except TimeoutError:
        raise HTTPException(503) from None
    try:
        if stock["n"] < 1:
            raise HTTPException(409)
        await asyncio.sleep(0.1)
        stock["n"] -= 1  # ok
    finally:
        lock.release()
    return {"ok": True}
