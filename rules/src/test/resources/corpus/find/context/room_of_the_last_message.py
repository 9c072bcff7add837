"""A message without a room speaks in the room of the one before."""

from contextvars import ContextVar

from fastapi import FastAPI, WebSocket

app = FastAPI()
room: ContextVar[str] = ContextVar("room", default="lobby")


async def answer(text: str) -> str:
    if not text:
        raise ValueError("empty")
    return f"{room.get()}: {text}"


@app.websocket("/chat")
async def chat(socket: WebSocket):
    await socket.accept()
    while True:
        message = await socket.receive_json()
        if "room" in message:
            room.set(message["room"])  # either: [contextvar-never-reset]
        await socket.send_text(await answer(message["text"]))  # either: [contextvar-never-reset]
