import asyncio

from fastapi import FastAPI

app = FastAPI()
history: list[str] = []


async def translate(text: str) -> str:
    await asyncio.sleep(0.01)
    return text


@app.post("/say")
async def say(text: str):
    global history
    history = [*history, await translate(text)]  # error: [read-modify-write-across-await] history
    return history
