import asyncio

from fastapi import FastAPI

app = FastAPI()
filters = {}


async def load() -> list[dict]:
    await asyncio.sleep(0.01)
    return [{"org": 1}, {"org": 2}]


@app.get("/rows")
async def rows(org: int):
    filters["org"] = org
    loaded = await load()
    return [row for row in loaded if row["org"] == filters["org"]]  # error: [request-data-in-module-state] filters
