import asyncio

from fastapi import FastAPI

app = FastAPI()
cache: dict[str, str] = {}


async def fetch(key: str) -> str:
    await asyncio.sleep(0)
    return key.upper()


@app.get("/{key}")
async def get(key: str):
    if key not in cache:
        cache[key] = await fetch(key)  # error: [cache-stampede, severity=low] cache
    return cache[key]
