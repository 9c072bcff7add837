"""The getter raises when nothing is set; that does not help when something foreign is."""

import asyncio

from fastapi import FastAPI, Header

app = FastAPI()
_org: int | None = None


def current_org() -> int:
    if _org is None:  # either: [request-data-in-module-state]
        raise RuntimeError("no organisation")
    return _org  # either: [request-data-in-module-state] _org


async def load() -> dict:
    await asyncio.sleep(0.01)
    return {"org": current_org()}


@app.get("/load")
async def get(x_org: int = Header()):
    global _org
    _org = x_org
    return await load()
