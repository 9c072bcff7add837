from functools import lru_cache

from fastapi import Depends, FastAPI
from pydantic import BaseModel

app = FastAPI()


class Settings(BaseModel):
    region: str = "eu"
    features: dict[str, bool] = {}


@lru_cache
def settings() -> Settings:
    return Settings(features={"beta": False})


@app.get("/feature/{name}")
async def feature(name: str, s: Settings = Depends(settings)):
    return {"on": s.features.get(name, False), "region": s.region}
