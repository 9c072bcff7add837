import asyncio

from fastapi import FastAPI, HTTPException

from app.warehouse import available, take

app = FastAPI()


@app.post("/ship/{sku}")
async def ship(sku: str):
    if not available(sku):
        raise HTTPException(404)
    await asyncio.sleep(0.01)
    take(sku)
    return {"sku": sku}
