import asyncio

import app


async def configure(debug: bool) -> None:
    if not app.settings["debug"]:
        await asyncio.sleep(0)
        app.settings["debug"] = debug
