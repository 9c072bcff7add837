import asyncio
import threading

from fastapi import FastAPI

app = FastAPI()
lock = threading.Lock()


@app.post("/report")
async def report():
    lock.acquire()  # error: [thread-lock-held-across-await] lock
    try:
        await asyncio.sleep(0.1)
    finally:
        lock.release()
    return {"ok": True}
