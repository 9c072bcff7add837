import asyncio

from fastapi import FastAPI, HTTPException

app = FastAPI()


class Order:
    def __init__(self) -> None:
        self.state = "open"


orders: dict[int, Order] = {1: Order()}


async def refund(order: Order) -> None:
    await asyncio.sleep(0.1)


@app.post("/orders/{order_id}/cancel")
async def cancel(order_id: int):
    order = orders.get(order_id)
    if order is None:
        raise HTTPException(404)
    if order.state == "cancelled":
        raise HTTPException(409)
    await refund(order)
    order.state = "cancelled"  # error: [check-then-act-across-await] state
    return {"state": order.state}
