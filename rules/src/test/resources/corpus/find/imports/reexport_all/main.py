import asyncio

import lib
from fastapi import FastAPI

app = FastAPI()


@app.get("/me")
async def me(user: str):
    lib.bind(user)
    await asyncio.sleep(0)
    return lib.bound()
