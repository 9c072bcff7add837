import asyncio

from fastapi import FastAPI

app = FastAPI()
_pool = None


async def create_pool() -> object:
    await asyncio.sleep(0.1)
    return object()


async def get_pool() -> object:
    global _pool
    if _pool is None:
        _pool = await create_pool()  # error: [lazy-init-across-await] _pool
    return _pool


@app.get("/")
async def home():
    return str(await get_pool())
