import asyncio

from fastapi import FastAPI

app = FastAPI()


@app.get("/me")
async def me(user: str):
    ctx = {}
    ctx["user"] = user
    await asyncio.sleep(0)
    return {"user": ctx["user"]}
