import asyncio
from contextlib import asynccontextmanager

import httpx
from fastapi import FastAPI


class Flags:
    def __init__(self) -> None:
        self._values: dict[str, bool] = {}
        self._etag = ""

    def enabled(self, name: str) -> bool:
        return self._values.get(name, False)

    async def reload(self) -> None:
        async with httpx.AsyncClient() as client:
            answer = await client.get("https://flags.example", headers={"etag": self._etag})
        if answer.status_code == 200:
            self._values = answer.json()  # ok: one task reloads
            self._etag = answer.headers["etag"]

    async def run(self) -> None:
        while True:
            await self.reload()
            await asyncio.sleep(30)


flags = Flags()


@asynccontextmanager
async def lifespan(app: FastAPI):
    await flags.reload()
    task = asyncio.create_task(flags.run())
    yield
    task.cancel()


app = FastAPI(lifespan=lifespan)


@app.get("/beta")
async def beta():
    return {"enabled": flags.enabled("beta")}
