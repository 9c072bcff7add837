import asyncio

from fastapi import FastAPI

app = FastAPI()
prices: dict[str, int] = {}


async def fetch() -> dict[str, int]:
    await asyncio.sleep(0.1)
    return {"lamp": 3}


@app.post("/refresh")
async def refresh():
    prices.clear()
    fresh = await fetch()
    for name, price in fresh.items():
        prices[name] = price  # error: [torn-write-across-await] prices
    return {"ok": True}


@app.get("/prices/{name}")
async def price(name: str):
    return {"price": prices[name]}
