from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import TypedDict

import httpx
from fastapi import FastAPI, Request


class State(TypedDict):
    client: httpx.AsyncClient
    regions: list[str]


@asynccontextmanager
async def lifespan(app: FastAPI) -> AsyncIterator[State]:
    async with httpx.AsyncClient() as client:
        yield {"client": client, "regions": ["eu", "us"]}


app = FastAPI(lifespan=lifespan)


@app.get("/{region}")
async def proxy(region: str, request: Request):
    if region not in request.state.regions:
        return {}
    answer = await request.state.client.get(f"https://{region}.example")
    return answer.json()
