import asyncio
import threading

from fastapi import FastAPI, Request

app = FastAPI()
_thread = threading.local()
_thread.values = {}


@app.get("/me")
async def me(request: Request):
    _thread.values["user"] = request.headers["x-user"]
    await asyncio.sleep(0)
    return {"user": _thread.values["user"]}  # error: [thread-local-in-async] _thread
