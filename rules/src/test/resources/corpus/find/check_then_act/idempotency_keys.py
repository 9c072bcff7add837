import asyncio

from fastapi import FastAPI, Header

app = FastAPI()
processed: dict[str, dict] = {}


async def charge(amount: int) -> dict:
    await asyncio.sleep(0.2)
    return {"charged": amount}


@app.post("/charges")
async def create(amount: int, idempotency_key: str = Header()):
    if idempotency_key in processed:
        return processed[idempotency_key]
    result = await charge(amount)
    processed[idempotency_key] = result  # error: [check-then-act-across-await|cache-stampede] processed
    return result
