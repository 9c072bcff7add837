"""A setting is replaced as a whole after validation; the old value is not used."""

import asyncio

from fastapi import FastAPI
from pydantic import BaseModel

app = FastAPI()


class Theme(BaseModel):
    name: str
    dark: bool


theme = Theme(name="plain", dark=False)


async def exists(name: str) -> bool:
    await asyncio.sleep(0.01)
    return True


@app.put("/theme")
async def put(new: Theme):
    global theme
    if not await exists(new.name):
        return {"ok": False}
    theme = new  # ok
    return {"ok": True}


@app.get("/theme")
async def get():
    return theme
