import asyncio

from fastapi import FastAPI

app = FastAPI()
flights: dict[str, asyncio.Future] = {}


async def fetch(key: str) -> str:
    await asyncio.sleep(0.1)
    return key


@app.get("/{key}")
async def get(key: str):
    if key in flights:
        return await flights[key]
    flights[key] = asyncio.get_running_loop().create_future()
    value = await fetch(key)
    flights[key].set_result(value)
    del flights[key]
    return value
