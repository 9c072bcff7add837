from fastapi import FastAPI, HTTPException
from pydantic import BaseModel, Field

app = FastAPI(title="Shop in threads without a call")

stock = {"lamp": 1}


class Order(BaseModel):
    sku: str
    quantity: int = Field(gt=0)


@app.post("/orders", status_code=201)
def place_order(order: Order) -> dict:
    if stock[order.sku] < order.quantity:
        raise HTTPException(409, "sold out")
    stock[order.sku] -= order.quantity
    return {"sku": order.sku, "quantity": order.quantity}


@app.get("/stock/{sku}")
def read_stock(sku: str) -> dict:
    return {"sku": sku, "left": stock.get(sku, 0)}
