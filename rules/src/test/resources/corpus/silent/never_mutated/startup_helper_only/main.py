from contextlib import asynccontextmanager

from cachefill import table, warm_up
from fastapi import FastAPI


@asynccontextmanager
async def lifespan(app: FastAPI):
    await warm_up()
    yield


app = FastAPI(lifespan=lifespan)


@app.get("/table/{key}")
async def get(key: str):
    return table.get(key)
