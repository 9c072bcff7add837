from dataclasses import dataclass, field

from fastapi import FastAPI, WebSocket

app = FastAPI()


@dataclass
class Conversation:
    nick: str = ""
    sent: int = 0
    history: list[str] = field(default_factory=list)


async def handle(conversation: Conversation, websocket: WebSocket) -> None:
    text = await websocket.receive_text()
    if not conversation.nick:
        await websocket.send_text("hello")
        conversation.nick = text
        return
    before = conversation.sent
    await websocket.send_text(text)
    conversation.sent = before + 1
    conversation.history.append(text)


@app.websocket("/ws")
async def ws(websocket: WebSocket):
    await websocket.accept()
    conversation = Conversation()
    while conversation.sent < 100:
        await handle(conversation, websocket)
