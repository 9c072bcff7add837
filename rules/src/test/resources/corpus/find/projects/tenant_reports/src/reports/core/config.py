from functools import lru_cache

from pydantic import BaseModel


class Settings(BaseModel):
    title: str = "Reports"
    prefix: str = "/api/v1"
    allowed: list[str] = ["pdf", "csv"]


@lru_cache(maxsize=1)
def get_settings() -> Settings:
    return Settings()


settings = get_settings()
