import asyncio

from fastapi import FastAPI, HTTPException

app = FastAPI()
stock = {"widget": 5}


@app.post("/buy")
async def buy():
    if stock["widget"] <= 0:
        raise HTTPException(400, "sold out")
    await asyncio.sleep(0.01)
    stock["widget"] -= 1  # error: [check-then-act-across-await] stock
    return {"left": stock["widget"]}
