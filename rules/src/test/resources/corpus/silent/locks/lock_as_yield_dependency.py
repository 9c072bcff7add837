import asyncio

from fastapi import Depends, FastAPI, HTTPException

app = FastAPI()
stock = {"n": 1}
_lock = asyncio.Lock()


async def exclusive():
    async with _lock:
        yield


@app.post("/buy", dependencies=[Depends(exclusive)])
async def buy():
    if stock["n"] < 1:
        raise HTTPException(409)
    await asyncio.sleep(0.1)
    stock["n"] -= 1  # ok
    return {"ok": True}
