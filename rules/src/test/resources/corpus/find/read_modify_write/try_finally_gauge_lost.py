import asyncio

from fastapi import FastAPI

app = FastAPI()
active = 0


@app.get("/work")
async def work():
    global active
    before = active
    active = before + 1
    try:
        await asyncio.sleep(0.1)
    finally:
        active = before  # error: [read-modify-write-across-await] active
    return {"active": active}
