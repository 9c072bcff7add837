import asyncio
import threading

from fastapi import FastAPI

app = FastAPI()
_local = threading.local()


@app.get("/me")
async def me(user: str):
    _local.user = user
    await asyncio.sleep(0)
    return {"user": _local.user}  # error: [thread-local-in-async] _local
