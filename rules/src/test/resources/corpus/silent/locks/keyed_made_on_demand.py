import asyncio

from fastapi import FastAPI

app = FastAPI()
_locks: dict[str, asyncio.Lock] = {}
cache: dict[str, str] = {}


async def fetch(key: str) -> str:
    await asyncio.sleep(0.1)
    return key


@app.get("/{key}")
async def get(key: str):
    if key not in cache:
        if key not in _locks:
            _locks[key] = asyncio.Lock()
        async with _locks[key]:
            if key not in cache:
                cache[key] = await fetch(key)  # ok
    return cache[key]
