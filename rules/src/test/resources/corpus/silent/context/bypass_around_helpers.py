"""A switch in a context variable that a context manager sets and takes back, also where its body returns."""

from contextlib import contextmanager
from contextvars import ContextVar

from fastapi import Depends, FastAPI
from rows import fetch

app = FastAPI()
tenant: ContextVar[str] = ContextVar("tenant", default="")
bypass: ContextVar[bool] = ContextVar("bypass", default=False)


@contextmanager
def without_filter():
    token = bypass.set(True)
    try:
        yield
    finally:
        bypass.reset(token)


async def owner_of(item: str) -> str:
    with without_filter():
        row = await fetch(item, everything=bypass.get())
        if row is None:
            return ""
        return row.owner


async def set_tenant(who: str) -> None:
    tenant.set(who)


@app.get("/items/{item}", dependencies=[Depends(set_tenant)])
async def read(item: str) -> dict:
    return {"owner": await owner_of(item), "tenant": tenant.get()}


@app.put("/items/{item}", dependencies=[Depends(set_tenant)])
async def write(item: str) -> dict:
    before = await owner_of(item)
    after = await owner_of(item)
    return {"before": before, "after": after, "tenant": tenant.get()}
