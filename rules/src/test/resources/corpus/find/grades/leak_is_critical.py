import asyncio

from fastapi import FastAPI

app = FastAPI()
ctx = {}


@app.get("/me")
async def me(user: str):
    ctx["user"] = user
    await asyncio.sleep(0)
    return ctx["user"]  # error: [request-data-in-module-state, severity=critical, confidence=high] ctx
