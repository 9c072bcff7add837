import asyncio

from fastapi import FastAPI

from billing.context import customer, set_customer

app = FastAPI()


@app.get("/bill")
async def bill(name: str):
    set_customer(name)
    await asyncio.sleep(0)
    return {"customer": customer()}
