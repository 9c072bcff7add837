import asyncio
import time

from fastapi import FastAPI

app = FastAPI()
_cache: dict[str, tuple[float, str]] = {}
_lock = asyncio.Lock()


async def fetch(key: str) -> str:
    await asyncio.sleep(0.1)
    return key


@app.get("/{key}")
async def get(key: str):
    async with _lock:
        hit = _cache.get(key)
        if hit is None or hit[0] < time.monotonic():
            hit = (time.monotonic() + 60, await fetch(key))
            _cache[key] = hit  # ok
    return hit[1]
