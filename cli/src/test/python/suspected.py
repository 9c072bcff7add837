"""Two suspicions of a scan: one that a gate of another kind excludes, one that no planned request reaches."""

import asyncio

from fastapi import FastAPI

app = FastAPI()
left = {"lamp": 1}
busy = {"now": False}


@app.post("/gated")
async def gated() -> dict[str, bool]:
    if busy["now"]:
        return {"sold": False}
    busy["now"] = True
    try:
        if left["lamp"] > 0:
            await asyncio.sleep(0.01)
            left["lamp"] -= 1
            return {"sold": True}
        return {"sold": False}
    finally:
        busy["now"] = False


@app.post("/secret/{word}")
async def secret(word: str) -> dict[str, bool]:
    if word != "open sesame" * 3:
        return {"sold": False}
    if left["lamp"] > 0:
        await asyncio.sleep(0.01)
        left["lamp"] -= 1
        return {"sold": True}
    return {"sold": False}
