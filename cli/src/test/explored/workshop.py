"""One tool for all: who comes too late is turned away, which is no fault."""

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from typing import Any

from fastapi import Depends, FastAPI, HTTPException, Request


class Tool:
    def __init__(self) -> None:
        self.out = 0

    async def take_slowly(self) -> None:
        out = self.out
        if out:
            raise HTTPException(503, "busy")
        await asyncio.sleep(0)
        self.out = out + 1

    async def take_at_once(self) -> None:
        if self.out:
            raise HTTPException(503, "busy")
        self.out += 1
        await asyncio.sleep(0)

    async def take_and_forget(self) -> None:
        if self.out:
            self.out += 1
            raise HTTPException(503, "busy")
        self.out += 1
        await asyncio.sleep(0)


@asynccontextmanager
async def lifespan(app: FastAPI) -> AsyncIterator[dict[str, Any]]:
    yield {"tool": Tool()}


def service(take: Callable[[Tool], Any]) -> FastAPI:
    app = FastAPI(lifespan=lifespan)

    async def tool(request: Request) -> AsyncIterator[Tool]:
        found: Tool = request.state.tool
        await take(found)
        try:
            yield found
        finally:
            found.out -= 1

    @app.post("/work")
    async def work(_: Tool = Depends(tool)) -> dict[str, bool]:
        await asyncio.sleep(0)
        return {"done": True}

    return app


vulnerable = service(Tool.take_slowly)
leaking = service(Tool.take_and_forget)
repaired = service(Tool.take_at_once)
