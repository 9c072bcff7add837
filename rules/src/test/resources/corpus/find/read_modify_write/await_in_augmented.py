import asyncio

from fastapi import FastAPI

app = FastAPI()
total = 0


async def price_of(item: str) -> int:
    await asyncio.sleep(0.01)
    return len(item)


@app.post("/cart/{item}")
async def add(item: str):
    global total
    total += await price_of(item)  # error: [read-modify-write-across-await] total
    return {"total": total}
