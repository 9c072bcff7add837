import asyncio

from fastapi import FastAPI, HTTPException
from pydantic import BaseModel, Field

app = FastAPI(title="Shop")

stock = {"lamp": 1}
stock_lock = asyncio.Lock()


class Order(BaseModel):
    sku: str
    quantity: int = Field(gt=0)
    card: str


class PaymentRefused(Exception):
    pass


async def charge(card: str, quantity: int) -> None:
    await asyncio.sleep(0.005)  # the payment service answers
    if card == "expired":
        raise PaymentRefused


@app.post("/orders", status_code=201)
async def place_order(order: Order) -> dict:
    async with stock_lock:
        if stock.get(order.sku, 0) < order.quantity:
            raise HTTPException(409, "sold out")
        try:
            await charge(order.card, order.quantity)
        except PaymentRefused:
            raise HTTPException(402, "payment refused") from None
        stock[order.sku] -= order.quantity
    return {"sku": order.sku, "quantity": order.quantity}


@app.get("/stock/{sku}")
async def read_stock(sku: str) -> dict:
    return {"sku": sku, "left": stock.get(sku, 0)}
