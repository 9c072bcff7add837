import asyncio
import contextlib
import io

from fastapi import FastAPI

app = FastAPI()


@app.post("/help")
async def show(topic: str):
    buffer = io.StringIO()
    with contextlib.redirect_stdout(buffer):
        help(topic)
    await asyncio.sleep(0)
    return buffer.getvalue()
