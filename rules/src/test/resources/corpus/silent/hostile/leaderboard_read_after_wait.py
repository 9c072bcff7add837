"""Reading the newest shared figure after a wait is what is wanted."""

import asyncio

from fastapi import FastAPI

app = FastAPI()
online: set[str] = set()


@app.post("/ping/{name}")
async def ping(name: str):
    online.add(name)
    await asyncio.sleep(0.01)
    return {"online": len(online)}
