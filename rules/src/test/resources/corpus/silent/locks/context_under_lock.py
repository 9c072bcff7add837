"""A process-wide setting used under one lock by everybody: slow, but not a leak."""

import asyncio

from fastapi import FastAPI

app = FastAPI()
current = {}
_lock = asyncio.Lock()


@app.get("/me")
async def me(user: str):
    async with _lock:
        current["user"] = user
        await asyncio.sleep(0.01)
        return {"user": current["user"]}  # ok
