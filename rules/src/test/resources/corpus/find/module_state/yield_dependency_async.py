import asyncio

from fastapi import Depends, FastAPI, Header

app = FastAPI()
_active = {}


async def impersonation(x_user: str = Header()):
    _active["user"] = x_user
    try:
        yield
    finally:
        _active.pop("user", None)  # also: [request-data-in-module-state]


@app.get("/settings", dependencies=[Depends(impersonation)])
async def settings():
    await asyncio.sleep(0.01)
    return {"user": _active.get("user")}  # error: [request-data-in-module-state] _active
