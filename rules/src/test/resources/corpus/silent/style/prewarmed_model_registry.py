import asyncio
from contextlib import asynccontextmanager

from fastapi import Depends, FastAPI, HTTPException


class Registry:
    def __init__(self) -> None:
        self._models: dict[str, object] = {}
        self.loaded = False

    async def load(self) -> None:
        if self.loaded:
            return
        for name in ("small", "large"):
            await asyncio.sleep(0.1)
            self._models[name] = object()
        self.loaded = True

    def get(self, name: str) -> object:
        try:
            return self._models[name]
        except KeyError:
            raise HTTPException(404) from None


registry = Registry()


@asynccontextmanager
async def lifespan(app: FastAPI):
    await registry.load()
    yield


app = FastAPI(lifespan=lifespan)


@app.post("/predict/{name}")
async def predict(name: str, models: Registry = Depends(lambda: registry)):
    await asyncio.sleep(0)
    return {"model": id(models.get(name))}
