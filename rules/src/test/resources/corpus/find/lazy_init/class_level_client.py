import asyncio

from fastapi import FastAPI

app = FastAPI()


class Broker:
    _channel: object | None = None

    @classmethod
    async def channel(cls) -> object:
        if cls._channel is None:
            cls._channel = await cls._open()  # error: [lazy-init-across-await] _channel
        return cls._channel

    @classmethod
    async def _open(cls) -> object:
        await asyncio.sleep(0.1)
        return object()


@app.post("/publish")
async def publish(text: str):
    channel = await Broker.channel()
    return {"channel": id(channel), "text": text}
