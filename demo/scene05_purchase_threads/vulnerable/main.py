import time

from fastapi import FastAPI, HTTPException
from pydantic import BaseModel, Field

app = FastAPI(title="Shop in threads")

stock = {"lamp": 1}


class Order(BaseModel):
    sku: str
    quantity: int = Field(gt=0)
    card: str


class PaymentRefused(Exception):
    pass


def charge(card: str, quantity: int) -> None:
    time.sleep(0.02)  # the payment service answers; other threads run meanwhile
    if card == "expired":
        raise PaymentRefused


@app.post("/orders", status_code=201)
def place_order(order: Order) -> dict:
    if stock.get(order.sku, 0) < order.quantity:
        raise HTTPException(409, "sold out")
    try:
        charge(order.card, order.quantity)
    except PaymentRefused:
        raise HTTPException(402, "payment refused") from None
    stock[order.sku] -= order.quantity  # expect: CT201
    return {"sku": order.sku, "quantity": order.quantity}


@app.get("/stock/{sku}")
def read_stock(sku: str) -> dict:
    return {"sku": sku, "left": stock.get(sku, 0)}
