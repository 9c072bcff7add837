import asyncio
from contextlib import asynccontextmanager

from fastapi import FastAPI, Request

models = {}


@asynccontextmanager
async def lifespan(app: FastAPI):
    models["answer"] = await load()
    app.state.ready = True
    yield
    models.clear()


async def load() -> dict:
    await asyncio.sleep(0.1)
    return {"w": 1}


app = FastAPI(lifespan=lifespan)


@app.get("/predict")
async def predict(request: Request, x: float):
    await asyncio.sleep(0)
    return {"y": models["answer"]["w"] * x, "ready": request.app.state.ready}
