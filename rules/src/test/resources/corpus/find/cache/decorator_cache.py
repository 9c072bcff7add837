import asyncio
import functools

from fastapi import FastAPI

app = FastAPI()


def cached(function):
    memory = {}

    @functools.wraps(function)
    async def wrapper(key):
        if key not in memory:
            memory[key] = await function(key)  # error: [cache-stampede] memory
        return memory[key]

    return wrapper


@cached
async def load(key: str) -> str:
    await asyncio.sleep(0.1)
    return key.upper()


@app.get("/{key}")
async def get(key: str):
    return await load(key)
