import asyncio

from fastapi import FastAPI, HTTPException
from pydantic import BaseModel

app = FastAPI()


class Item(BaseModel):
    name: str
    price: float


items: dict[int, Item] = {}


@app.post("/items/{item_id}")
async def create(item_id: int, item: Item):
    if item_id in items:
        raise HTTPException(409)
    items[item_id] = item
    return item


@app.get("/items/{item_id}")
async def read(item_id: int):
    if item_id not in items:
        raise HTTPException(404)
    return items[item_id]


@app.put("/items/{item_id}")
async def update(item_id: int, item: Item):
    items[item_id] = item
    await asyncio.sleep(0)
    return items[item_id]


@app.delete("/items/{item_id}")
async def delete(item_id: int):
    items.pop(item_id, None)
    return {"ok": True}
