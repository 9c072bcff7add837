import asyncio

from fastapi import FastAPI

app = FastAPI()


async def enrich(row: dict) -> dict:
    if "name" not in row:
        await asyncio.sleep(0)
        row["name"] = "unknown"  # ok: every caller owns its row
    return row


@app.get("/one")
async def one():
    return await enrich({"id": 1})


@app.get("/many")
async def many():
    rows = [{"id": n} for n in range(3)]
    return [await enrich(row) for row in rows]
