import asyncio

from fastapi import FastAPI

app = FastAPI()
slot = [None]


@app.get("/me")
async def me(user: str):
    slot[0] = user
    await asyncio.sleep(0)
    return {"user": slot[0]}  # error: [request-data-in-module-state] slot
