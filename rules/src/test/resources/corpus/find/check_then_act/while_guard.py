import asyncio

from fastapi import FastAPI

app = FastAPI()
budget = {"tokens": 100}


async def step() -> None:
    await asyncio.sleep(0.01)


@app.post("/consume")
async def consume():
    used = 0
    while budget["tokens"] > 0 and used < 5:
        await step()
        budget["tokens"] -= 1  # error: [check-then-act-across-await] budget
        used += 1
    return {"used": used}
