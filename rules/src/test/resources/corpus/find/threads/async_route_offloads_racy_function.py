import asyncio
import time

from fastapi import FastAPI

app = FastAPI()
counter = {"n": 0}


def bump() -> int:
    n = counter["n"]
    time.sleep(0.01)
    counter["n"] = n + 1  # error: [read-modify-write-across-await] counter
    return n + 1


@app.post("/bump")
async def post():
    return {"n": await asyncio.to_thread(bump)}
