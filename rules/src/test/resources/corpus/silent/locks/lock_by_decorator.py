import asyncio
import functools

from fastapi import FastAPI, HTTPException

app = FastAPI()
stock = {"n": 1}
_lock = asyncio.Lock()


def serialised(function):
    @functools.wraps(function)
    async def wrapper(*args, **kwargs):
        async with _lock:
            return await function(*args, **kwargs)

    return wrapper


@app.post("/buy")
@serialised
async def buy():
    if stock["n"] < 1:
        raise HTTPException(409)
    await asyncio.sleep(0.1)
    stock["n"] -= 1  # ok
    return {"ok": True}
