import time
from collections import defaultdict, deque

from fastapi import FastAPI, HTTPException, Request

app = FastAPI()
_calls: dict[str, deque[float]] = defaultdict(deque)


async def limit(request: Request) -> None:
    now = time.monotonic()
    calls = _calls[request.client.host]
    while calls and calls[0] < now - 60:
        calls.popleft()
    if len(calls) >= 100:
        raise HTTPException(429)
    calls.append(now)  # ok


@app.middleware("http")
async def limited(request: Request, call_next):
    await limit(request)
    return await call_next(request)


@app.get("/")
async def home():
    return {}
