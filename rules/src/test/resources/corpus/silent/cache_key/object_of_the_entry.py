"""The key says whose entry it is; what the object that was made for it holds came through a variable of the context."""

from contextvars import ContextVar

from fastapi import FastAPI, WebSocket

app = FastAPI()
trace: ContextVar[str] = ContextVar("trace", default="")


class Conversation:
    def __init__(self, user_id: str):
        self.user_id = user_id
        self.trace = trace.get()


class Conversations:
    def __init__(self):
        self.open = {}

    def of(self, user_id: str) -> Conversation:
        found = self.open.get(user_id)
        if found is not None:
            return found
        made = Conversation(user_id)
        self.open[user_id] = made  # ok
        return made


conversations = Conversations()


@app.websocket("/ws/{user_id}")
async def talk(socket: WebSocket, user_id: str):
    trace.set(socket.query_params.get("trace", ""))
    await socket.accept()
    conversation = conversations.of(user_id)
    await socket.send_text(conversation.user_id)
