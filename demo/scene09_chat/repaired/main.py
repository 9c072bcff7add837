import asyncio
from dataclasses import dataclass, field
from typing import Annotated

from fastapi import FastAPI, Header
from pydantic import BaseModel

from .model import Message, complete

app = FastAPI(title="Chat")


@dataclass
class Conversation:
    messages: list[Message] = field(default_factory=list)
    turn: asyncio.Lock = field(default_factory=asyncio.Lock)


conversations: dict[str, Conversation] = {}


class Prompt(BaseModel):
    text: str


@app.post("/chat")
async def chat(prompt: Prompt, x_user: Annotated[str, Header()]) -> dict:
    conversation = conversations.setdefault(x_user, Conversation())
    async with conversation.turn:  # one turn after the other, for this user only
        conversation.messages.append({"role": "user", "content": prompt.text})
        answer = await complete(conversation.messages)
        conversation.messages.append({"role": "assistant", "content": answer})
    return {"user": x_user, "answer": answer}
