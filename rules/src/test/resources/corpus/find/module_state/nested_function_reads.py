import asyncio

from fastapi import FastAPI

app = FastAPI()
who = {}


@app.get("/me")
async def me(user: str):
    who["user"] = user

    async def describe() -> str:
        await asyncio.sleep(0)
        return f"I am {who['user']}"  # error: [request-data-in-module-state] who

    return await describe()
