import asyncio

from fastapi import FastAPI

app = FastAPI()
closing: dict[str, asyncio.Event] = {}


@app.get("/rooms/{room}")
async def enter(room: str):
    closing[room] = asyncio.Event()
    await closing[room].wait()
    return {"closed": room}


@app.delete("/rooms/{room}")
async def close(room: str):
    event = closing.pop(room, None)
    if event is not None:
        event.set()
    return {"ok": True}
