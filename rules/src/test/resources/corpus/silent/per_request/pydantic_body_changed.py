import asyncio

from fastapi import FastAPI
from pydantic import BaseModel

app = FastAPI()


class Order(BaseModel):
    items: list[str] = []
    labels: dict[str, str] = {}
    total: int = 0


async def price(item: str) -> int:
    await asyncio.sleep(0)
    return len(item)


@app.post("/orders")
async def create(order: Order):
    for item in order.items:
        order.total += await price(item)  # ok
    order.labels["state"] = "new"
    await asyncio.sleep(0)
    return {"total": order.total, "state": order.labels["state"]}
