"""Routes made in a loop share the handler and the state."""

import asyncio

from fastapi import APIRouter, FastAPI

router = APIRouter()
progress = {}


async def run(name: str):
    progress["name"] = name
    for _ in range(3):
        await asyncio.sleep(0.01)
    return {"name": progress["name"]}  # missed: [request-data-in-module-state] progress


for path in ("/import", "/export"):
    router.add_api_route(path, run, methods=["POST"])

app = FastAPI()
app.include_router(router)
