import asyncio

from fastapi import FastAPI

app = FastAPI()
cache: dict[str, str] = {}


async def fetch(key: str) -> str:
    await asyncio.sleep(0.1)
    return key


@app.get("/{key}")
async def get(key: str):
    value = cache.get(key)
    if value is None:
        fetched = await fetch(key)
        value = cache.setdefault(key, fetched)  # ok: the first one wins
    return value
