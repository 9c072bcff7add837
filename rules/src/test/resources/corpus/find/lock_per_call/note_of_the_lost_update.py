import asyncio

from fastapi import FastAPI

app = FastAPI()
stock = {"lamp": 3}


async def charge() -> int:
    await asyncio.sleep(0.01)
    return 1


@app.post("/orders")
async def order():
    lock = asyncio.Lock()
    async with lock:
        stock["lamp"] -= await charge()  # error: [read-modify-write-across-await] stock
    return {"ok": True}
