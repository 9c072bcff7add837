import asyncio
from contextlib import asynccontextmanager

from fastapi import FastAPI, Request, Response

state = {"shutting_down": False}


@asynccontextmanager
async def lifespan(app: FastAPI):
    yield
    state["shutting_down"] = True
    await asyncio.sleep(0.1)


app = FastAPI(lifespan=lifespan)


@app.middleware("http")
async def refuse(request: Request, call_next):
    if state["shutting_down"]:
        return Response(status_code=503)
    return await call_next(request)


@app.get("/")
async def home():
    return {}
