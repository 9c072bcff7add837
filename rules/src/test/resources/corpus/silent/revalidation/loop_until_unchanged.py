import asyncio

from fastapi import FastAPI

app = FastAPI()
config = {"value": 0}


async def compute(old: int) -> int:
    await asyncio.sleep(0.01)
    return old + 1


@app.post("/advance")
async def advance():
    while True:
        old = config["value"]
        new = await compute(old)
        if config["value"] == old:
            config["value"] = new  # ok
            return {"value": new}
