import asyncio
import threading

from fastapi import FastAPI

app = FastAPI()
lock = threading.Lock()
tasks: set[asyncio.Task] = set()


async def drain() -> None:
    await asyncio.sleep(0.1)


@app.post("/write")
async def write():
    with lock:  # ok: the task begins later
        tasks.add(asyncio.create_task(drain()))
    return {"ok": True}
