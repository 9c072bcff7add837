from contextlib import asynccontextmanager

from fastapi import FastAPI

from reports.api.router import api_router
from reports.core.config import settings
from reports.core.db import database


@asynccontextmanager
async def lifespan(app: FastAPI):
    await database.connect()
    yield
    await database.disconnect()


def create_app() -> FastAPI:
    app = FastAPI(title=settings.title, lifespan=lifespan)
    app.include_router(api_router, prefix=settings.prefix)
    return app


app = create_app()
