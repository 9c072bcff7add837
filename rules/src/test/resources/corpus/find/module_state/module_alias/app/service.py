import asyncio

import app.ctx as c


async def greet() -> str:
    await asyncio.sleep(0)
    return f"hello {c.user}"  # error: [request-data-in-module-state] user
