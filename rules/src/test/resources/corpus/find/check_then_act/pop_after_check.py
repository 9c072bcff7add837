import asyncio

from fastapi import FastAPI, HTTPException

app = FastAPI()
queue: list[str] = []


async def worker_ready() -> None:
    await asyncio.sleep(0.01)


@app.post("/next")
async def next_job():
    if not queue:
        raise HTTPException(404)
    await worker_ready()
    return {"job": queue.pop(0)}  # error: [check-then-act-across-await] queue
