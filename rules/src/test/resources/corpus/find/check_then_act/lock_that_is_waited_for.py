import asyncio

from fastapi import FastAPI, HTTPException

app = FastAPI()
audit_lock = asyncio.Lock()
stock = {"lamp": 1}
entries: list[str] = []


async def audit(text: str) -> None:
    async with audit_lock:
        await asyncio.sleep(0.01)
        entries.append(text)


@app.post("/orders")
async def order(name: str):
    if stock["lamp"] < 1:
        raise HTTPException(409)
    async with audit_lock:
        name = name.strip()
    stock["lamp"] -= 1  # error: [check-then-act-across-await] stock
    await audit(name)
    return {"name": name}
