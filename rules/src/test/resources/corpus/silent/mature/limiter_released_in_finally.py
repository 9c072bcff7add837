import asyncio
from collections import Counter

from fastapi import FastAPI, Header, HTTPException

app = FastAPI()
running: Counter[str] = Counter()


@app.post("/work")
async def work(x_user: str = Header()):
    if running[x_user] >= 2:
        raise HTTPException(429)
    running[x_user] += 1
    try:
        await asyncio.sleep(1)
    finally:
        running[x_user] -= 1  # ok
    return {"ok": True}
