"""Python evaluates from left to right: the wait is over when the old value is read."""

import asyncio

from fastapi import FastAPI

app = FastAPI()
score = {"n": 0}


async def bonus() -> int:
    await asyncio.sleep(0.01)
    return 1


@app.post("/score")
async def add():
    score["n"] = await bonus() + score["n"]  # ok
    return score
