import asyncio

from .deps import active


async def usage() -> dict:
    await asyncio.sleep(0.01)
    return {"account": active["account"], "calls": 3}  # error: [request-data-in-module-state] active
