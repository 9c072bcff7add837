"""Stands in for a language model: it quotes what the user said before."""

import asyncio

Message = dict[str, str]


async def complete(messages: list[Message]) -> str:
    await asyncio.sleep(0.005)  # the model thinks
    said = [m["content"] for m in messages if m["role"] == "user"]
    return f"You told me: {' / '.join(said)}"
