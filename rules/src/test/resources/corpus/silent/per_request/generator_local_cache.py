import asyncio

from fastapi import FastAPI

app = FastAPI()


async def fetch(key: str) -> str:
    await asyncio.sleep(0)
    return key


async def resolve(keys: list[str], cache: dict[str, str] | None = None) -> list[str]:
    cache = {} if cache is None else cache
    for key in keys:
        if key not in cache:
            cache[key] = await fetch(key)  # ok: made in this call
    return [cache[key] for key in keys]


@app.post("/resolve")
async def post(keys: list[str]):
    return await resolve(keys)
