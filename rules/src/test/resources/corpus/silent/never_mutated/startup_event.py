import asyncio

from fastapi import FastAPI

app = FastAPI()
pool = None


async def connect() -> object:
    await asyncio.sleep(0.1)
    return object()


@app.on_event("startup")
async def start() -> None:
    global pool
    if pool is None:
        pool = await connect()  # ok: runs once, before the first request


@app.on_event("shutdown")
async def stop() -> None:
    global pool
    pool = None


@app.get("/")
async def home():
    return {"pool": str(pool)}
