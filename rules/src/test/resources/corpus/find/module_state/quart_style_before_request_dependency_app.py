"""A dependency of the whole application."""

import asyncio

from fastapi import Depends, FastAPI, Request

g = {}


async def before(request: Request) -> None:
    g["path"] = request.url.path


app = FastAPI(dependencies=[Depends(before)])


@app.get("/a")
async def a():
    await asyncio.sleep(0)
    return {"path": g["path"]}  # error: [request-data-in-module-state] g


@app.get("/b")
async def b():
    return {"path": g["path"]}  # ok: nothing suspends here
