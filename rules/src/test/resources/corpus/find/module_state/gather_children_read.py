import asyncio

from fastapi import FastAPI

app = FastAPI()
search = {}


async def from_index() -> dict:
    await asyncio.sleep(0.01)
    return {"index": search["term"]}  # either: [request-data-in-module-state] search


async def from_archive() -> dict:
    await asyncio.sleep(0.02)
    return {"archive": search["term"]}  # either: [request-data-in-module-state]


@app.get("/search")
async def find(term: str):
    search["term"] = term
    return await asyncio.gather(from_index(), from_archive())
