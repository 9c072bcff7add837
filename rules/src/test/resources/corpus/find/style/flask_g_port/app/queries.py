import asyncio

from app.g import g


async def my_orders() -> list[dict]:
    await asyncio.sleep(0.01)
    return [{"owner": g.user_id}]  # error: [request-data-in-shared-instance|request-data-in-module-state] user_id
