import asyncio
import threading

from fastapi import FastAPI

app = FastAPI()
lock = threading.Lock()
seen: set[str] = set()


@app.post("/names")
async def names(name: str):
    with lock:
        seen.add(name)  # ok
    await asyncio.sleep(0.01)
    with lock:
        count = len(seen)
    return {"count": count}
