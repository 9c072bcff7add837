import asyncio

import aiofiles
from fastapi import FastAPI

app = FastAPI()


@app.post("/log")
async def log(text: str):
    async with asyncio.Lock():  # error: [lock-created-per-call] asyncio.Lock()
        async with aiofiles.open("log.txt", "a") as file:
            await file.write(text)
    return {"ok": True}
