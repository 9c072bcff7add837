import asyncio

from fastapi import FastAPI

app = FastAPI()
state = {}


@app.get("/me")
async def me(user: str):
    state["user"] = user
    await asyncio.sleep(0)
    if (name := state.get("user")) is not None:  # error: [request-data-in-module-state] state
        return {"user": name}
    return {}
