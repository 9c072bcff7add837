import asyncio
import copy

from fastapi import FastAPI

app = FastAPI()
TEMPLATE = {"user": None, "items": []}


@app.get("/cart")
async def cart(user: str):
    mine = copy.deepcopy(TEMPLATE)
    mine["user"] = user
    await asyncio.sleep(0)
    mine["items"].append("x")
    return {"user": mine["user"]}
