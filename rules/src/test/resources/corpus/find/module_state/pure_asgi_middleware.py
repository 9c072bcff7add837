import asyncio

from fastapi import FastAPI
from starlette.types import ASGIApp, Receive, Scope, Send

_scope_info = {}


class ClientMiddleware:
    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "http":
            _scope_info["client"] = scope["client"][0]
        await self.app(scope, receive, send)


app = FastAPI()
app.add_middleware(ClientMiddleware)


@app.get("/ip")
async def ip():
    await asyncio.sleep(0)
    return {"ip": _scope_info["client"]}  # error: [request-data-in-module-state] _scope_info
