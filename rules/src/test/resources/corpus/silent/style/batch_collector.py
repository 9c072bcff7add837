"""Items are collected and taken out in one step."""

import asyncio
from contextlib import asynccontextmanager

from fastapi import FastAPI

pending: list[dict] = []


async def flush() -> None:
    global pending
    batch, pending = pending, []
    await asyncio.sleep(0.1)
    print(len(batch))


async def flush_forever() -> None:
    while True:
        await asyncio.sleep(1)
        if pending:
            await flush()


@asynccontextmanager
async def lifespan(app: FastAPI):
    task = asyncio.create_task(flush_forever())
    yield
    task.cancel()
    await flush()


app = FastAPI(lifespan=lifespan)


@app.post("/events")
async def event(name: str):
    pending.append({"name": name})
    return {"ok": True}
