"""Each message sets the variable before anything reads it."""

from contextvars import ContextVar

from fastapi import FastAPI, WebSocket

app = FastAPI()
room: ContextVar[str] = ContextVar("room", default="lobby")


async def answer(text: str) -> str:
    return f"{room.get()}: {text}"  # ok


@app.websocket("/chat")
async def chat(socket: WebSocket):
    await socket.accept()
    while True:
        message = await socket.receive_json()
        room.set(message.get("room", "lobby"))
        await socket.send_text(await answer(message["text"]))
