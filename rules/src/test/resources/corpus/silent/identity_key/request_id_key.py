import asyncio
import uuid

from fastapi import FastAPI, Request

app = FastAPI()
timings: dict[str, float] = {}


@app.middleware("http")
async def measure(request: Request, call_next):
    key = uuid.uuid4().hex
    timings[key] = asyncio.get_running_loop().time()
    response = await call_next(request)
    took = asyncio.get_running_loop().time() - timings.pop(key)
    response.headers["x-took"] = str(took)
    return response


@app.get("/")
async def home():
    return {}
