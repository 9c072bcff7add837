import asyncio

from fastapi import FastAPI
from one import cache as first
from two import cache as second

app = FastAPI()


@app.get("/copy")
async def copy(value: str):
    first["value"] = value
    await asyncio.sleep(0)
    return second.get("value")  # ok: another object
