import asyncio

from fastapi import FastAPI, Query
from fastapi.responses import StreamingResponse

app = FastAPI()


class Hub:
    def __init__(self) -> None:
        self.streams: dict[str, asyncio.Queue] = {}

    def open(self, stream: str) -> asyncio.Queue:
        queue = asyncio.Queue()
        self.streams[stream] = queue  # error: [shared-table-keyed-by-client-value] hub.streams
        return queue

    async def send(self, stream: str, text: str) -> None:
        queue = self.streams.get(stream)
        if queue is not None:
            await queue.put(text)


hub = Hub()


@app.get("/sse")
async def sse(stream: str = Query()):
    queue = hub.open(stream)

    async def body():
        while True:
            yield await queue.get()

    return StreamingResponse(body())


@app.post("/messages")
async def message(stream: str, text: str):
    await hub.send(stream, text)
    return {"ok": True}
