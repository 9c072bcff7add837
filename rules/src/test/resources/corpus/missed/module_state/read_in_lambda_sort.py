import asyncio

from fastapi import FastAPI

app = FastAPI()
view = {}


async def load() -> list[dict]:
    await asyncio.sleep(0.01)
    return [{"a": 1, "b": 2}]


@app.get("/sorted")
async def ordered(column: str):
    view["column"] = column
    rows = await load()
    return sorted(rows, key=lambda row: row[view["column"]])  # missed: [request-data-in-module-state] view
