from fastapi import FastAPI, HTTPException
from pydantic import BaseModel, Field

app = FastAPI(title="Shop without a wait")

stock = {"lamp": 1}


class Order(BaseModel):
    sku: str
    quantity: int = Field(gt=0)


@app.post("/orders", status_code=201)
async def place_order(order: Order) -> dict:
    if stock.get(order.sku, 0) < order.quantity:
        raise HTTPException(409, "sold out")
    stock[order.sku] -= order.quantity
    return {"sku": order.sku, "quantity": order.quantity}


@app.get("/stock/{sku}")
async def read_stock(sku: str) -> dict:
    return {"sku": sku, "left": stock.get(sku, 0)}
