import asyncio

import httpx
from fastapi import FastAPI

app = FastAPI()
quota = {"left": 10}
lock = asyncio.Lock()


@app.post("/call")
async def call(url: str):
    async with lock, httpx.AsyncClient() as client:
        if quota["left"] < 1:
            return {"ok": False}
        await client.get(url)
        quota["left"] -= 1  # ok
    return {"ok": True}
