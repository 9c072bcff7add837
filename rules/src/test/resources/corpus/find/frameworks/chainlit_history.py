import chainlit as cl

answered = {"count": 0}


async def ask(text: str) -> str:
    await cl.sleep(0.01)
    return text


@cl.on_message
async def main(message: cl.Message):
    before = answered["count"]
    answer = await ask(message.content)
    answered["count"] = before + 1  # error: [read-modify-write-across-await]
    await cl.Message(content=answer).send()
