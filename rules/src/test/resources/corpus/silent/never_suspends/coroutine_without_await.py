from fastapi import FastAPI, HTTPException

app = FastAPI()
stock = {"n": 1}


async def price() -> int:
    return 10


@app.post("/buy")
async def buy():
    if stock["n"] < 1:
        raise HTTPException(409)
    cost = await price()
    stock["n"] -= 1  # ok: price() never suspends
    return {"cost": cost}
