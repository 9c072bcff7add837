from functools import lru_cache
from typing import Annotated

from fastapi import Depends, FastAPI
from pydantic_settings import BaseSettings

app = FastAPI()


class Settings(BaseSettings):
    app_name: str = "Orders"
    origins: list[str] = []


@lru_cache
def get_settings() -> Settings:
    return Settings()


@app.get("/info")
async def info(settings: Annotated[Settings, Depends(get_settings)]):
    return {"name": settings.app_name, "origins": settings.origins}
