import asyncio

from fastapi import FastAPI, HTTPException

app = FastAPI()
stock = {"n": 1}
lock = asyncio.Lock()


async def sell() -> None:
    if stock["n"] < 1:
        raise HTTPException(409)
    await asyncio.sleep(0.1)
    stock["n"] -= 1  # error: [check-then-act-across-await] stock


@app.post("/buy")
async def buy(express: bool = False):
    if express:
        await sell()
    else:
        async with lock:
            await sell()
    return stock
