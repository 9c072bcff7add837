from contextlib import asynccontextmanager

import httpx
from fastapi import FastAPI, Request


@asynccontextmanager
async def lifespan(app: FastAPI):
    async with httpx.AsyncClient(base_url="https://api.example") as client:
        app.state.client = client
        yield


app = FastAPI(lifespan=lifespan)


@app.get("/proxy/{path}")
async def proxy(path: str, request: Request):
    client: httpx.AsyncClient = request.app.state.client
    answer = await client.get(path, headers={"authorization": request.headers["authorization"]})
    return answer.json()
