import asyncio

from fastapi import FastAPI

app = FastAPI()
stats = {"ok": 0, "failed": 0, "bytes": 0}


async def work(n: int) -> bytes:
    await asyncio.sleep(0.01)
    return b"x" * n


@app.post("/work")
async def run(n: int):
    try:
        data = await work(n)
    except ValueError:
        stats["failed"] += 1
        raise
    stats["ok"] += 1
    stats["bytes"] += len(data)
    return {"size": len(data)}
