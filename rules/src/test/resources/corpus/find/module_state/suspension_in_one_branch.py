import asyncio

from fastapi import FastAPI

app = FastAPI()
state = {}


@app.get("/me")
async def me(user: str, fresh: bool = False):
    state["user"] = user
    if fresh:
        await asyncio.sleep(0.1)
    return {"user": state["user"]}  # error: [request-data-in-module-state] state
