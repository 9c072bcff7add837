"""The key holds what a library says of the caller: it may well name the tenant."""

from contextvars import ContextVar

from fastapi import Depends, FastAPI, Header
from library import context_of
from models import load

app = FastAPI()
tenant: ContextVar[str] = ContextVar("tenant")
settings = {"region": "eu"}
models: dict = {}


async def remember(x_tenant: str = Header()) -> None:
    tenant.set(x_tenant)


@app.post("/settings")
async def change(region: str) -> None:
    settings["region"] = region


@app.get("/models/{name}", dependencies=[Depends(remember)])
async def model(name: str):
    scope = context_of(settings)
    key = (scope.workspace, name)
    models[key] = await load(tenant.get(), name)
    return {"name": name}


@app.get("/loaded/{name}")
async def loaded(name: str):
    return models.get((context_of(settings).workspace, name))
