"""Middleware knows the tenant; the document of the interface does not mention it."""

import asyncio

from fastapi import FastAPI, Request
from starlette.middleware.base import BaseHTTPMiddleware
from starlette.types import ASGIApp, Receive, Scope, Send

PAPERS = {"acme": ["a1"], "globex": ["g1"]}


class OnTheApp(BaseHTTPMiddleware):
    async def dispatch(self, request, call_next):
        request.app.state.tenant = request.headers.get("x-tenant-id", "none")
        return await call_next(request)


class OnTheRequest:
    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "http":
            scope.setdefault("state", {})["tenant"] = dict(scope["headers"]).get(b"x-tenant-id", b"none").decode()
        await self.app(scope, receive, send)


vulnerable = FastAPI()
vulnerable.add_middleware(OnTheApp)
repaired = FastAPI()
repaired.add_middleware(OnTheRequest)


@vulnerable.get("/papers")
async def shared(request: Request) -> dict[str, object]:
    await asyncio.sleep(0)
    return {"tenant": request.app.state.tenant, "papers": PAPERS.get(request.app.state.tenant, [])}


@repaired.get("/papers")
async def own(request: Request) -> dict[str, object]:
    await asyncio.sleep(0)
    return {"tenant": request.state.tenant, "papers": PAPERS.get(request.state.tenant, [])}
