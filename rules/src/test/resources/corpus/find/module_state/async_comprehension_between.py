import asyncio

from fastapi import FastAPI

app = FastAPI()
batch = {}


async def convert(n: int) -> int:
    await asyncio.sleep(0)
    return n * 2


@app.post("/convert")
async def run(owner: str, numbers: list[int]):
    batch["owner"] = owner
    converted = [await convert(n) for n in numbers]
    return {"owner": batch["owner"], "numbers": converted}  # error: [request-data-in-module-state] batch
