import asyncio

from fastapi import FastAPI, HTTPException

app = FastAPI()
stock = {"n": 1}


async def charge(card: str) -> None:
    await asyncio.sleep(0.1)


@app.post("/buy")
async def buy(card: str):
    if stock["n"] < 1:
        raise HTTPException(409)
    stock["n"] -= 1
    try:
        await charge(card)
    except Exception:
        stock["n"] += 1  # ok
        raise
    return {"ok": True}
