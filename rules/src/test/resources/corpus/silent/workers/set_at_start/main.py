from contextlib import asynccontextmanager

from fastapi import FastAPI, HTTPException

models: dict[str, object] = {}


@asynccontextmanager
async def lifespan(app):
    models["small"] = object()
    yield
    models.clear()


app = FastAPI(lifespan=lifespan)


@app.get("/models/{name}")
async def show(name: str):
    if name not in models:  # ok
        raise HTTPException(404)
    return {"name": name}
