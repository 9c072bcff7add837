import asyncio

from fastapi import FastAPI

app = FastAPI()
defaults = ["a", "b"]


@app.get("/tags")
async def tags(tag: str):
    chosen = defaults
    chosen = chosen + [tag]
    await asyncio.sleep(0)
    return chosen[-1]
