import asyncio

from fastapi import FastAPI, Header, HTTPException

app = FastAPI()
lock = asyncio.Lock()
used: set[str] = set()


async def charge(amount: int):
    await asyncio.sleep(0.1)


@app.post("/pay")
async def pay(amount: int, idempotency_key: str = Header()):
    async with lock:
        if idempotency_key in used:  # error: [process-local-state-with-many-workers] Procfile
            raise HTTPException(409)
        await charge(amount)
        used.add(idempotency_key)
    return {"ok": True}
