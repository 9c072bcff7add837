"""The write is finished, and the cancellation forgotten."""

import asyncio

from fastapi import FastAPI

app = FastAPI()


async def write(name: str):
    await asyncio.sleep(1)


@app.put("/files/{name}")
async def put(name: str):
    task = asyncio.create_task(write(name))
    try:
        await asyncio.shield(task)
    except asyncio.CancelledError:
        while not task.done():
            try:
                await asyncio.shield(task)
            except asyncio.CancelledError:  # error: [cancellation-swallowed]
                continue
    return {}
