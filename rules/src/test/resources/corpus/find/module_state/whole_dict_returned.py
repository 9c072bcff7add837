import asyncio

from fastapi import FastAPI

app = FastAPI()
profile = {"name": "", "mail": ""}


@app.post("/profile")
async def save(name: str):
    profile["name"] = name
    await asyncio.sleep(0.01)
    return profile  # error: [request-data-in-module-state] profile
