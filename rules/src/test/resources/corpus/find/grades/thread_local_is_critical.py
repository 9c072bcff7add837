import asyncio
import threading

from fastapi import FastAPI, Header

app = FastAPI()
local = threading.local()


@app.get("/me")
async def me(x_user: str = Header()):
    local.user = x_user
    await asyncio.sleep(0)
    return local.user  # error: [thread-local-in-async, severity=critical] local
