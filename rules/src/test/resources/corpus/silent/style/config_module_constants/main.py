import asyncio

import config
from fastapi import FastAPI

app = FastAPI()


@app.get("/items")
async def items(limit: int = 20):
    limit = min(limit, config.LIMITS["page"])
    await asyncio.sleep(0)
    return {"limit": limit, "trace": "trace" in config.FEATURES}
