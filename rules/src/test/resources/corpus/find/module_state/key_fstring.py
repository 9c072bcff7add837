import asyncio

from fastapi import FastAPI

app = FastAPI()
PREFIX = "request"
_data = {}


@app.post("/import")
async def import_file(owner: str, rows: list[int]):
    _data[f"{PREFIX}.owner"] = owner
    for row in rows:
        await asyncio.sleep(0)
    return {"owner": _data[f"{PREFIX}.owner"]}  # error: [request-data-in-module-state]
