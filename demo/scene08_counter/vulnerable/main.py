import asyncio

from fastapi import FastAPI

app = FastAPI(title="Visits")

visits = 0


async def publish(total: int) -> None:
    await asyncio.sleep(0.002)  # the dashboard takes note


@app.post("/visits")
async def count_visit() -> dict:
    global visits
    total = visits + 1
    await publish(total)
    visits = total  # expect: CT202
    return {"visitor": total}


@app.get("/visits")
async def read_visits() -> dict:
    return {"visits": visits}
