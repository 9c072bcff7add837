import asyncio

from fastapi import FastAPI
from fastapi.responses import StreamingResponse

app = FastAPI()
subscribers: set[asyncio.Queue[str]] = set()


@app.get("/events")
async def events():
    queue: asyncio.Queue[str] = asyncio.Queue()
    subscribers.add(queue)

    async def body():
        try:
            while True:
                yield f"data: {await queue.get()}\n\n"
        finally:
            subscribers.discard(queue)

    return StreamingResponse(body(), media_type="text/event-stream")


@app.post("/events")
async def publish(text: str):
    for queue in subscribers:
        queue.put_nowait(text)
    return {"sent_to": len(subscribers)}
