import asyncio
from contextlib import asynccontextmanager

from fastapi import FastAPI, Request


class Gateway:
    def __init__(self) -> None:
        self.token = ""

    async def call(self) -> str:
        await asyncio.sleep(0.01)
        return "Bearer " + self.token  # error: [request-data-in-shared-instance] token


@asynccontextmanager
async def lifespan(app: FastAPI):
    app.state.gateway = Gateway()
    yield


app = FastAPI(lifespan=lifespan)


@app.get("/call")
async def call(request: Request):
    gateway = request.app.state.gateway
    gateway.token = request.headers["authorization"]
    return await gateway.call()
