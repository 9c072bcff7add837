"""Stands in for a language model: it quotes what the user said before."""

import asyncio

Message = dict[str, str]


async def complete(messages: list[Message]) -> str:
    await asyncio.sleep(0.005)  # the model thinks
    said = [message["content"] for message in messages if message["role"] == "user"]
    return f"You told me: {' / '.join(said)}"
