"""Small services that differ in one thing each; every one sells one lamp twice when two requests race."""

import asyncio
import time
from typing import Any

from fastapi import FastAPI
from starlette.middleware.base import BaseHTTPMiddleware

stock = {"lamp": 1}


class Passing(BaseHTTPMiddleware):
    async def dispatch(self, request: Any, call_next: Any) -> Any:
        return await call_next(request)


async def sell_async() -> dict[str, bool]:
    if stock["lamp"] < 1:
        return {"sold": False}
    await asyncio.sleep(0.01)
    stock["lamp"] -= 1
    return {"sold": True}


def sell_in_thread() -> dict[str, bool]:
    if stock["lamp"] < 1:
        return {"sold": False}
    time.sleep(0.001)
    stock["lamp"] -= 1
    return {"sold": True}


def service(route: Any, layers: int) -> FastAPI:
    app = FastAPI()
    app.post("/sell")(route)
    for _ in range(layers):
        app.add_middleware(Passing)
    return app


plain = service(sell_async, 0)
layered = service(sell_async, 2)
threads = service(sell_in_thread, 0)
