import asyncio

from fastapi import FastAPI, Request

app = FastAPI()
app.state.bytes = 0


async def store(data: bytes) -> int:
    await asyncio.sleep(0.01)
    return len(data)


@app.post("/upload")
async def upload(request: Request):
    data = await request.body()
    request.app.state.bytes += await store(data)  # error: [read-modify-write-across-await] bytes
    return {"bytes": request.app.state.bytes}
