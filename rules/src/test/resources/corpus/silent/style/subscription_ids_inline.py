import asyncio
import itertools

from fastapi import FastAPI, WebSocket, WebSocketDisconnect

app = FastAPI()
ids = itertools.count()
subscribers: dict[int, WebSocket] = {}


async def publish(text: str) -> None:
    for key, socket in list(subscribers.items()):
        try:
            await socket.send_text(text)
        except RuntimeError:
            subscribers.pop(key, None)


@app.websocket("/feed")
async def feed(websocket: WebSocket):
    await websocket.accept()
    key = next(ids)
    subscribers[key] = websocket
    try:
        while True:
            await publish(await websocket.receive_text())
    except WebSocketDisconnect:
        subscribers.pop(key, None)
