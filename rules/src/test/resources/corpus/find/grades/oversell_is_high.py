import asyncio

from fastapi import FastAPI, HTTPException

app = FastAPI()
stock = {"n": 1}


@app.post("/buy")
async def buy():
    if stock["n"] < 1:
        raise HTTPException(409)
    await asyncio.sleep(0)
    stock["n"] -= 1  # error: [check-then-act-across-await, severity=high, confidence=high] stock
    return stock
