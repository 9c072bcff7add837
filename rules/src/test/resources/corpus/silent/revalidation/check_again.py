import asyncio

from fastapi import FastAPI, HTTPException

app = FastAPI()
stock = {"n": 1}


async def charge() -> None:
    await asyncio.sleep(0.1)


@app.post("/buy")
async def buy():
    if stock["n"] < 1:
        raise HTTPException(409)
    await charge()
    if stock["n"] < 1:
        raise HTTPException(409)
    stock["n"] -= 1  # ok
    return {"ok": True}
