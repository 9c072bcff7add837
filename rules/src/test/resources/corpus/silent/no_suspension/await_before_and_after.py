import asyncio

from fastapi import FastAPI, HTTPException

app = FastAPI()
stock = {"lamp": 1}


@app.post("/buy")
async def buy():
    await asyncio.sleep(0.01)
    if stock["lamp"] < 1:
        raise HTTPException(409)
    stock["lamp"] -= 1  # ok
    await asyncio.sleep(0.01)
    return {"ok": True}
