"""Readers take a snapshot; what they return is consistent."""

import asyncio

from fastapi import FastAPI

app = FastAPI()
routes: dict[str, str] = {}


@app.put("/routes/{name}")
async def put(name: str, target: str):
    global routes
    routes = {**routes, name: target}
    return {"ok": True}


@app.get("/routes")
async def listing():
    snapshot = routes
    await asyncio.sleep(0)
    return snapshot
