import asyncio

from fastapi import FastAPI

app = FastAPI()
peak = {"value": 0.0}


async def read_sensor() -> float:
    await asyncio.sleep(0.01)
    return 1.0


@app.post("/peak")
async def update():
    peak["value"] = max(peak["value"], await read_sensor())  # error: [read-modify-write-across-await] peak
    return peak
