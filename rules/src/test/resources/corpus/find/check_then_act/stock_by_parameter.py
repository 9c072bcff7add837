import asyncio

from fastapi import FastAPI, HTTPException

app = FastAPI()
inventory = {"lamp": 1, "chair": 4}


async def charge(card: str, amount: int) -> bool:
    await asyncio.sleep(0.1)
    return True


@app.post("/purchase/{item}")
async def purchase(item: str, card: str):
    if inventory[item] > 0:
        if not await charge(card, 10):
            raise HTTPException(402)
        inventory[item] -= 1  # error: [check-then-act-across-await] inventory
        return {"status": "purchased"}
    raise HTTPException(409)
