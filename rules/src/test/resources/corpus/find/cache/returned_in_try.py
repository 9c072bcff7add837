import asyncio

from fastapi import FastAPI

app = FastAPI()
CACHE = {}


async def load(key: str):
    await asyncio.sleep(0.1)
    return object()


@app.get("/x/{key}")
async def x(key: str):
    try:
        return CACHE[key]
    except KeyError:
        value = await load(key)
        CACHE[key] = value  # error: [cache-stampede] CACHE[key]
        return value
