import asyncio
import sys

import quart
from fastapi import FastAPI, Header

app = FastAPI()


@app.get("/me")
async def me(plugin: str, x_user: str = Header()):
    quart.g.user = x_user
    quart.session["user"] = x_user
    sys.path.append(plugin)
    await asyncio.sleep(0)
    return quart.g.user
