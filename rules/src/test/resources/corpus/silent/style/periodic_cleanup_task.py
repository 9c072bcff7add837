import asyncio
import secrets
import time
from contextlib import asynccontextmanager

from fastapi import FastAPI, HTTPException

codes: dict[str, float] = {}


async def cleanup() -> None:
    while True:
        now = time.time()
        for code in [c for c, until in codes.items() if until < now]:
            codes.pop(code, None)
        await asyncio.sleep(60)


@asynccontextmanager
async def lifespan(app: FastAPI):
    task = asyncio.create_task(cleanup())
    yield
    task.cancel()


app = FastAPI(lifespan=lifespan)


@app.post("/codes")
async def create():
    code = secrets.token_hex(8)
    codes[code] = time.time() + 600
    return {"code": code}


@app.post("/codes/{code}")
async def redeem(code: str):
    until = codes.pop(code, 0)
    if until < time.time():
        raise HTTPException(410)
    return {"ok": True}
