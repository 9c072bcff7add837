import asyncio

from fastapi import FastAPI

app = FastAPI()


class Stores:
    def __init__(self) -> None:
        self._url = None

    def use(self, url: str) -> "Stores":
        if url and not self._url:
            self._url = url
        return self

    async def read(self, name: str) -> str:
        await asyncio.sleep(0)
        return f"{self._url}/{name}"


stores = Stores()


@app.get("/files/{name}")
async def read(name: str, url: str):
    await stores.use(url).read(name)
    return await stores.use(url).read(name)
