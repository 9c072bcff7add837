import threading
import time

from fastapi import FastAPI, HTTPException
from pydantic import BaseModel, Field

app = FastAPI(title="Shop in threads")

stock = {"lamp": 1}
stock_lock = threading.Lock()


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
    with stock_lock:  # held for two statements, never during the payment
        if stock.get(order.sku, 0) < order.quantity:
            raise HTTPException(409, "sold out")
        stock[order.sku] -= order.quantity
    paid = False
    try:
        charge(order.card, order.quantity)
        paid = True
    except PaymentRefused:
        raise HTTPException(402, "payment refused") from None
    finally:
        if not paid:  # refused, failed or cancelled: somebody else may have it
            with stock_lock:
                stock[order.sku] += order.quantity
    return {"sku": order.sku, "quantity": order.quantity}


@app.get("/stock/{sku}")
def read_stock(sku: str) -> dict:
    return {"sku": sku, "left": stock.get(sku, 0)}
