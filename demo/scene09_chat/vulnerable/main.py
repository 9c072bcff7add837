from typing import Annotated

from fastapi import FastAPI, Header
from pydantic import BaseModel

from .model import Message, complete

app = FastAPI(title="Chat")

history: list[Message] = []


class Prompt(BaseModel):
    text: str


@app.post("/chat")
async def chat(prompt: Prompt, x_user: Annotated[str, Header()]) -> dict:
    history.append({"role": "user", "content": prompt.text})
    answer = await complete(history)  # expect: CT601
    history.append({"role": "assistant", "content": answer})
    return {"user": x_user, "answer": answer}
