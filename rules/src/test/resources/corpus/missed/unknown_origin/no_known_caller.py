"""Nobody in the scanned source calls this coroutine; it is exported for others."""

import asyncio

from fastapi import FastAPI

app = FastAPI()
budget = {"left": 10}


@app.get("/budget")
async def show():
    return budget


async def spend_one() -> None:
    if budget["left"] > 0:
        await asyncio.sleep(0.01)
        budget["left"] -= 1  # missed: [check-then-act-across-await, confidence=low] budget
