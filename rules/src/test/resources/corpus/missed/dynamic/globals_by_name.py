import asyncio

from fastapi import FastAPI

app = FastAPI()


@app.get("/me")
async def me(user: str, slot: str):
    globals()["_" + slot] = user
    await asyncio.sleep(0)
    return globals()["_" + slot]  # missed: [request-data-in-module-state]
