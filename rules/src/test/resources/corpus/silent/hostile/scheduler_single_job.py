import asyncio
from contextlib import asynccontextmanager

from fastapi import FastAPI

leader = {"id": None, "term": 0}


async def campaign() -> None:
    while True:
        if leader["id"] is None:
            await asyncio.sleep(0.1)
            leader["id"] = "me"  # ok: one task
            leader["term"] += 1
        await asyncio.sleep(5)


@asynccontextmanager
async def lifespan(app: FastAPI):
    task = asyncio.create_task(campaign())
    yield
    task.cancel()


app = FastAPI(lifespan=lifespan)


@app.get("/leader")
async def show():
    return leader
