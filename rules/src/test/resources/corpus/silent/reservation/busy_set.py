import asyncio

from fastapi import FastAPI, HTTPException

app = FastAPI()
running: set[int] = set()


@app.post("/jobs/{job}/run")
async def run(job: int):
    if job in running:
        raise HTTPException(409)
    running.add(job)
    try:
        await asyncio.sleep(1)
    finally:
        running.discard(job)
    return {"ok": True}
