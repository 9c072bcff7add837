import asyncio

from fastapi import FastAPI, HTTPException

app = FastAPI()
seats_left = 3


async def notify(name: str) -> None:
    await asyncio.sleep(0.02)


@app.post("/reserve")
async def reserve(name: str):
    global seats_left
    if seats_left == 0:
        raise HTTPException(410)
    await notify(name)
    seats_left -= 1  # error: [check-then-act-across-await] seats_left
    return {"left": seats_left}
