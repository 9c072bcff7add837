import asyncio

from fastapi import FastAPI
from fastapi.responses import StreamingResponse

app = FastAPI()


@app.get("/stream")
async def stream(user: str, n: int):
    sent = 0

    async def body():
        nonlocal sent
        while sent < n:
            await asyncio.sleep(0)
            sent += 1  # ok
            yield f"{user} {sent}\n"

    return StreamingResponse(body())
