from contextlib import asynccontextmanager

from fastapi import FastAPI

from reports.api.router import api_router
from reports.core.db import database


@asynccontextmanager
async def lifespan(app: FastAPI):
    await database.connect()
    yield
    await database.disconnect()


def create_app() -> FastAPI:
    app = FastAPI(lifespan=lifespan)
    app.include_router(api_router, prefix="/api/v1")
    return app


app = create_app()
