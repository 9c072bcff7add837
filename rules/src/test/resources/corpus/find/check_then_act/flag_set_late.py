import asyncio

from fastapi import FastAPI

app = FastAPI()
job = {"running": False}


@app.post("/sync")
async def sync():
    if job["running"]:
        return {"status": "busy"}
    plan = await make_plan()
    job["running"] = True  # error: [check-then-act-across-await] job
    try:
        await execute(plan)
    finally:
        job["running"] = False
    return {"status": "done"}


async def make_plan() -> list[int]:
    await asyncio.sleep(0.05)
    return [1]


async def execute(plan: list[int]) -> None:
    await asyncio.sleep(1)
