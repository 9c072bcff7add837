import asyncio

from fastapi import FastAPI

app = FastAPI()
country = {"names": {}}


async def load() -> dict:
    await asyncio.sleep(0)
    return {"de": "Germany"}


@app.post("/refresh")
async def refresh():
    country["names"] = await load()
    return {"ok": True}


@app.get("/countries/{code}")
async def get(code: str):
    return country["names"].get(code)
