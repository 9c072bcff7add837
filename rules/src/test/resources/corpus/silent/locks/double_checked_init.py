import asyncio

from fastapi import FastAPI

app = FastAPI()
_client = None
_lock = asyncio.Lock()


async def connect() -> object:
    await asyncio.sleep(0.1)
    return object()


async def client() -> object:
    global _client
    if _client is None:
        async with _lock:
            if _client is None:
                _client = await connect()  # ok
    return _client


@app.get("/")
async def home():
    return str(await client())
