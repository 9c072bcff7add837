"""A health page shows when the last job ended: a time of the server, not of a caller."""

import asyncio
import time

from fastapi import FastAPI

app = FastAPI()
health = {"last_run": 0.0, "started": time.time()}


@app.post("/run")
async def run():
    await asyncio.sleep(0.1)
    health["last_run"] = time.time()
    return {"ok": True}


@app.get("/health")
async def show():
    return health
