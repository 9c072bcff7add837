import asyncio

from fastapi import FastAPI

app = FastAPI()
slots = {"free": 2}
changed = asyncio.Condition()


@app.post("/work")
async def work():
    async with changed:
        while slots["free"] == 0:
            await changed.wait()
        slots["free"] -= 1  # ok
    try:
        await asyncio.sleep(0.1)
    finally:
        async with changed:
            slots["free"] += 1
            changed.notify()
    return {"ok": True}
