import asyncio

from fastapi import FastAPI

app = FastAPI()
ctx = {}


@app.get("/orders/{order_id}")
async def get_order(order_id: int, tenant: str):
    ctx["tenant"] = tenant
    await asyncio.sleep(0)
    return {"order": order_id, "tenant": ctx["tenant"]}  # error: [request-data-in-module-state] ctx
