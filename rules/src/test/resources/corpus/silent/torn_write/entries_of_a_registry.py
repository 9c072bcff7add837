import asyncio

from fastapi import FastAPI

app = FastAPI()
handlers = {}


async def subscribe(channel: str, made):
    await asyncio.sleep(0.01)
    handlers[channel] = made  # ok


@app.post("/start")
async def start(first: str, second: str):
    await subscribe("scores", first)
    await subscribe("chat", second)
    return {}


@app.get("/state")
async def state():
    return {"scores": handlers["scores"], "chat": handlers["chat"]}
