import asyncio

from fastapi import FastAPI, HTTPException

app = FastAPI()
stock = {"n": 1}
shop = {"open": True}


@app.post("/buy")
async def buy():
    if stock["n"] < 1:
        raise HTTPException(409)
    await asyncio.sleep(0.1)
    if not shop["open"]:
        raise HTTPException(409)
    stock["n"] -= 1  # error: [check-then-act-across-await] stock
    return stock
