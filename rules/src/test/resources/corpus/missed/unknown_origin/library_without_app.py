import asyncio

current = {}


async def handle(user: str) -> str:
    current["user"] = user
    await asyncio.sleep(0.01)
    return current["user"]  # missed: [request-data-in-module-state, confidence=low] current
