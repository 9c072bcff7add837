"""Start-up wants another machine."""

import socket
from contextlib import asynccontextmanager

from fastapi import FastAPI


@asynccontextmanager
async def lifespan(_app: FastAPI):
    socket.create_connection(("192.0.2.7", 5432), 1).close()
    yield


app = FastAPI(lifespan=lifespan)


@app.post("/orders")
async def order() -> dict[str, bool]:
    return {"ok": True}
