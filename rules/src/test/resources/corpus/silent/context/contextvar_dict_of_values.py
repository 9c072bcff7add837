import asyncio
from contextvars import ContextVar
from types import MappingProxyType

from fastapi import FastAPI

app = FastAPI()
_context: ContextVar[MappingProxyType] = ContextVar("ctx", default=MappingProxyType({}))


def put(**values: str) -> None:
    _context.set(MappingProxyType({**_context.get(), **values}))


@app.get("/me")
async def me(user: str):
    put(user=user)
    await asyncio.sleep(0)
    return {"user": _context.get()["user"]}
