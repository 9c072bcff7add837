import asyncio

from fastapi import FastAPI

app = FastAPI()
backends = {"a": 1, "b": 2}


@app.get("/sum")
async def sum_up():
    total = 0
    for name, weight in backends.items():  # ok
        await asyncio.sleep(0.01)
        total += weight
    return {"total": total}


@app.post("/weight")
async def weight(amount: int):
    await asyncio.sleep(0)
    return {"amount": amount}
