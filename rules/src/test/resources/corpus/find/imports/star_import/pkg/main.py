import asyncio

from fastapi import FastAPI

from pkg.shared import *

app = FastAPI()


@app.get("/me")
async def me(user: str):
    bind(user)
    await asyncio.sleep(0)
    return {"user": current["user"]}  # error: [request-data-in-module-state] current
