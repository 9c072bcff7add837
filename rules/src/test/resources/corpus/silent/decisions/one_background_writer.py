import asyncio
from contextlib import asynccontextmanager

from fastapi import FastAPI

rates: dict[str, float] = {}


async def fetch() -> dict[str, float]:
    await asyncio.sleep(0.1)
    return {"eur": 0.9}


async def refresh_forever() -> None:
    global rates
    while True:
        rates = await fetch()  # ok: one writer that replaces the whole
        await asyncio.sleep(60)


@asynccontextmanager
async def lifespan(app: FastAPI):
    task = asyncio.create_task(refresh_forever())
    yield
    task.cancel()


app = FastAPI(lifespan=lifespan)


@app.get("/rates/{code}")
async def rate(code: str):
    return {"rate": rates.get(code)}
