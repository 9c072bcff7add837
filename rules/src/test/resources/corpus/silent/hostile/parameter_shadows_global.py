import asyncio

from fastapi import FastAPI

app = FastAPI()
session: dict = {}


async def load(session: dict) -> str:
    session["loaded"] = True
    await asyncio.sleep(0)
    return session["user"]


@app.get("/me")
async def me(user: str):
    return await load({"user": user})
