import asyncio
from contextlib import asynccontextmanager

from fastapi import FastAPI, Request


@asynccontextmanager
async def lifespan(app: FastAPI):
    app.state.lock = asyncio.Lock()
    app.state.total = 0
    yield


app = FastAPI(lifespan=lifespan)


async def measure() -> int:
    await asyncio.sleep(0)
    return 1


@app.post("/add")
async def add(request: Request):
    state = request.app.state
    async with state.lock:
        state.total += await measure()  # ok
    return {"ok": True}
