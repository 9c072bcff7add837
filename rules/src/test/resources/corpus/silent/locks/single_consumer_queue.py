"""One task owns the state; requests talk to it through a queue."""

import asyncio
from contextlib import asynccontextmanager

from fastapi import FastAPI

commands: asyncio.Queue = asyncio.Queue()
stock = {"n": 1}


async def charge() -> None:
    await asyncio.sleep(0.1)


async def owner() -> None:
    while True:
        reply: asyncio.Future = await commands.get()
        if stock["n"] < 1:
            reply.set_result(False)
            continue
        await charge()
        stock["n"] -= 1  # ok: one task only
        reply.set_result(True)


@asynccontextmanager
async def lifespan(app: FastAPI):
    task = asyncio.create_task(owner())
    yield
    task.cancel()


app = FastAPI(lifespan=lifespan)


@app.post("/buy")
async def buy():
    reply = asyncio.get_running_loop().create_future()
    await commands.put(reply)
    return {"ok": await reply}
