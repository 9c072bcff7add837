import asyncio

from fastapi import FastAPI

app = FastAPI()
cache: dict[str, str] = {}


async def fetch(city: str) -> str:
    await asyncio.sleep(0.2)
    return f"weather in {city}"


@app.get("/weather/{city}")
async def weather(city: str):
    if city in cache:
        return cache[city]
    value = await fetch(city)
    cache[city] = value  # error: [cache-stampede] cache
    return value
