import asyncio

from fastapi import FastAPI, HTTPException

app = FastAPI()
running: dict[str, asyncio.Task] = {}


async def work(name: str) -> None:
    try:
        await asyncio.sleep(10)
    finally:
        running.pop(name, None)


@app.post("/jobs/{name}")
async def start(name: str):
    if name in running:
        raise HTTPException(409)
    running[name] = asyncio.create_task(work(name))
    return {"ok": True}


@app.delete("/jobs/{name}")
async def stop(name: str):
    task = running.pop(name, None)
    if task is None:
        raise HTTPException(404)
    task.cancel()
    return {"ok": True}
