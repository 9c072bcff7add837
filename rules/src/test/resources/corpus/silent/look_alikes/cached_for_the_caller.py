from functools import lru_cache

from fastapi import Depends, FastAPI, Header
from fastapi_cache.decorator import cache

app = FastAPI()


@lru_cache
def preferences(user: str) -> dict:
    return {"theme": "light", "user": user}


@cache(expire=60)
async def catalogue() -> list[str]:
    return ["a", "b"]


async def caller(x_user: str = Header()) -> str:
    return x_user


@app.put("/theme")
async def theme(name: str, user: str = Depends(caller)):
    own = preferences(user)
    own["theme"] = name
    return own


@app.get("/catalogue")
async def show(extra: str):
    names = await catalogue()
    names.append(extra)
    return names
