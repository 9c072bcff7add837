import asyncio

from fastapi import FastAPI

app = FastAPI()
phase = "open"


@app.post("/close")
async def close():
    global phase
    assert phase == "open"
    await asyncio.sleep(0.1)
    phase = "closed"  # error: [check-then-act-across-await] phase
    return phase
