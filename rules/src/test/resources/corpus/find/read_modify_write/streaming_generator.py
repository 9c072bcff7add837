import asyncio

from fastapi import FastAPI
from fastapi.responses import StreamingResponse

app = FastAPI()
sent = {"chunks": 0}


async def produce(n: int):
    for _ in range(n):
        before = sent["chunks"]
        await asyncio.sleep(0)
        sent["chunks"] = before + 1  # error: [read-modify-write-across-await] sent
        yield b"x"


@app.get("/stream")
async def stream(n: int):
    return StreamingResponse(produce(n))
