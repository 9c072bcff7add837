"""What was done is appended to bounded histories that a monitor page shows."""

import asyncio
import time
from collections import deque

from fastapi import FastAPI, Request

app = FastAPI()


class Monitor:
    def __init__(self) -> None:
        self.active: dict[str, dict] = {}
        self.completed: deque[dict] = deque(maxlen=100)
        self.errors: deque[dict] = deque(maxlen=100)
        self.totals: dict[str, dict[str, int]] = {}

    async def begin(self, key: str, path: str) -> None:
        self.active[key] = {"path": path, "start": time.time()}
        if path not in self.totals:
            self.totals[path] = {"count": 0, "errors": 0}
        self.totals[path]["count"] += 1

    async def end(self, key: str, error: str = "") -> None:
        info = self.active.pop(key, None)
        if info is None:
            return
        self.completed.append({**info, "end": time.time(), "error": error})  # ok
        if error:
            self.errors.append({"path": info["path"], "error": error})  # ok
            self.totals[info["path"]]["errors"] += 1
        await self.persist()

    async def persist(self) -> None:
        await asyncio.sleep(0.01)


monitor = Monitor()


@app.middleware("http")
async def watch(request: Request, call_next):
    key = f"{id(request)}"
    await monitor.begin(key, request.url.path)
    try:
        response = await call_next(request)
    except Exception as error:
        await monitor.end(key, str(error))
        raise
    await monitor.end(key)
    return response


@app.get("/monitor")
async def show():
    return {"completed": list(monitor.completed), "errors": list(monitor.errors)}
