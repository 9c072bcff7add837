import asyncio

from fastapi import FastAPI

app = FastAPI()
job = {}


async def step() -> None:
    await asyncio.sleep(0.01)
    print(job["owner"])  # error: [request-data-in-module-state] job


@app.post("/jobs")
async def start(owner: str):
    job["owner"] = owner
    async with asyncio.TaskGroup() as group:
        for _ in range(3):
            group.create_task(step())
    return {"ok": True}
