"""Updates that get lost or torn, locks in two orders, a variable that does not come back."""

import asyncio
import contextvars

from fastapi import Depends, FastAPI
from starlette.middleware.base import BaseHTTPMiddleware

app = FastAPI()
first, second = asyncio.Lock(), asyncio.Lock()
user: contextvars.ContextVar[str] = contextvars.ContextVar("user", default="nobody")


class Box:
    def __init__(self) -> None:
        self.hits = 0
        self.city = "Oslo"
        self.country = "Norway"


box = Box()


@app.post("/hit")
async def hit():
    seen = box.hits
    await asyncio.sleep(0)
    box.hits = seen + 1
    return {}


@app.put("/place/{city}/{country}")
async def place(city: str, country: str):
    box.city = city
    await asyncio.sleep(0.01)
    box.country = country
    return {}


@app.get("/place")
async def read_place():
    return {"city": box.city, "country": box.country}


@app.post("/left")
async def left():
    async with first:
        await asyncio.sleep(0)
        async with second:
            return {}


@app.post("/right")
async def right():
    async with second:
        await asyncio.sleep(0)
        async with first:
            return {}


@app.get("/fifo-long")
async def fifo_long():
    """Sees the mark twice, six turns apart: on a stock loop the mark never stands that long."""
    before = box.city == "marked"
    for _ in range(6):
        await asyncio.sleep(0)
    return {"twice": before and box.city == "marked"}


@app.get("/fifo-short")
async def fifo_short():
    box.city = "marked"
    await asyncio.sleep(0)
    box.city = "Oslo"
    return {}


async def known_user():
    user.set("ada")


class Log(BaseHTTPMiddleware):
    async def dispatch(self, request, call_next):
        response = await call_next(request)
        response.headers["x-user"] = user.get()
        return response


app.add_middleware(Log)


@app.get("/named", dependencies=[Depends(known_user)])
async def named():
    return {"user": user.get()}
