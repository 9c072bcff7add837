import asyncio

from fastapi import FastAPI, Header, HTTPException

app = FastAPI()
used: set[str] = set()


@app.post("/pay")
async def pay(amount: int, idempotency_key: str = Header()):
    if idempotency_key in used:
        raise HTTPException(409)
    await asyncio.sleep(0.1)
    used.add(idempotency_key)  # error: [check-then-act-across-await] Procfile line 1 starts several processes
    return {"ok": True}
