import asyncio

from fastapi import FastAPI

app = FastAPI()
_connecting: asyncio.Task | None = None


async def connect() -> object:
    await asyncio.sleep(0.1)
    return object()


async def connection() -> object:
    global _connecting
    if _connecting is None:
        _connecting = asyncio.create_task(connect())
    return await _connecting


@app.get("/")
async def home():
    return str(await connection())
