import asyncio

from fastapi import FastAPI

from app.state import last

app = FastAPI()


@app.get("/orders")
async def orders(user: str):
    last["user"] = user
    await asyncio.sleep(0)
    return last["user"]  # error: [request-data-in-module-state] last
