import asyncio

from fastapi import FastAPI

app = FastAPI()
best = {"score": 0}


async def verify(score: int) -> int:
    await asyncio.sleep(0.01)
    return score


@app.post("/score")
async def submit(score: int):
    best["score"] = await verify(score) if score > best["score"] else best["score"]  # error: [check-then-act-across-await|read-modify-write-across-await] best
    return best
