"""The write is finished before the cancellation goes on."""

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
            except asyncio.CancelledError:  # ok
                continue
        raise
    return {}
