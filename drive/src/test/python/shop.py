"""One lamp for sale, sold in every way a program can go about it."""

import asyncio
import time

from fastapi import FastAPI

app = FastAPI()
stock = {"lamp": 1}
lock = asyncio.Lock()


def sell() -> dict[str, bool]:
    stock["lamp"] -= 1
    return {"sold": True}


@app.post("/await")
async def awaiting():
    if stock["lamp"] > 0:
        await asyncio.sleep(0.01)
        return sell()
    return {"sold": False}


@app.post("/slow-await")
async def slow_awaiting():
    await asyncio.sleep(0.05)
    return await awaiting()


@app.post("/lock")
async def locking():
    async with lock:
        return await awaiting()


@app.post("/plain")
async def plain():
    if stock["lamp"] > 0:
        stock["lamp"] -= 1
        return {"sold": True}
    return {"sold": False}


@app.post("/thread-sleep")
def thread_sleep():
    if stock["lamp"] > 0:
        time.sleep(0.002)
        stock["lamp"] -= 1
        return {"sold": True}
    return {"sold": False}


def audit(item: str) -> None:
    pass


@app.post("/thread-call")
def thread_call():
    if stock["lamp"] > 0:
        audit("lamp")
        stock["lamp"] -= 1
        return {"sold": True}
    return {"sold": False}


@app.post("/thread-plain")
def thread_plain():
    if stock["lamp"] > 0:
        stock["lamp"] -= 1
        return {"sold": True}
    return {"sold": False}
