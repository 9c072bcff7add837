import asyncio

from fastapi import FastAPI

app = FastAPI()
score = {"n": 0}


async def bonus() -> int:
    await asyncio.sleep(0.01)
    return 1


@app.post("/score")
async def add():
    score["n"] = score["n"] + await bonus()  # error: [read-modify-write-across-await] score
    return score
