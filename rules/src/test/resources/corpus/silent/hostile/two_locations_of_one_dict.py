"""Another key is another location."""

import asyncio

from fastapi import FastAPI

app = FastAPI()
state = {"last_writer": "", "limit": 10}


@app.get("/limit")
async def limit(user: str):
    state["last_writer"] = user
    await asyncio.sleep(0)
    return {"limit": state["limit"]}
