import asyncio

from fastapi import FastAPI

app = FastAPI()
counter = {"n": 0}


@app.post("/count")
async def count(slow: bool = False):
    n = counter["n"]
    if slow:
        await asyncio.sleep(1)
        return {"n": n}
    counter["n"] = n + 1  # ok
    return counter
