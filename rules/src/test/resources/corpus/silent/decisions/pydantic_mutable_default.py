import asyncio

from fastapi import FastAPI
from pydantic import BaseModel

app = FastAPI()


class Cart(BaseModel):
    items: list[str] = []
    notes: dict[str, str] = {}


@app.post("/cart")
async def add(item: str, user: str):
    cart = Cart()
    cart.notes["user"] = user
    await asyncio.sleep(0)
    cart.items.append(item)
    return {"user": cart.notes["user"], "items": cart.items}
