import asyncio

from fastapi import FastAPI

import store

app = FastAPI()


@app.post("/count")
async def count():
    value = store.load()
    await asyncio.sleep(0.01)
    store.save(value + 1)
    return {"value": value + 1}
