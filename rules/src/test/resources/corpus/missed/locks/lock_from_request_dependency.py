import asyncio

from fastapi import Depends, FastAPI, HTTPException

app = FastAPI()
stock = {"n": 1}


async def get_lock() -> asyncio.Lock:
    return asyncio.Lock()


@app.post("/buy")
async def buy(lock: asyncio.Lock = Depends(get_lock)):
    async with lock:
        if stock["n"] < 1:
            raise HTTPException(409)
        await asyncio.sleep(0.1)
        stock["n"] -= 1  # missed: [check-then-act-across-await] stock
    return stock
