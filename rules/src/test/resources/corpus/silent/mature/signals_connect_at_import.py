import asyncio
from collections.abc import Awaitable, Callable

from fastapi import FastAPI

Receiver = Callable[..., Awaitable[None]]


class Signal:
    def __init__(self) -> None:
        self._receivers: list[Receiver] = []

    def connect(self, receiver: Receiver) -> Receiver:
        if receiver not in self._receivers:
            self._receivers.append(receiver)
        return receiver

    async def send(self, **kwargs: str) -> None:
        for receiver in self._receivers:
            await receiver(**kwargs)


user_created = Signal()
app = FastAPI()


@user_created.connect
async def welcome(name: str) -> None:
    await asyncio.sleep(0)
    print("welcome", name)


@app.post("/users")
async def create(name: str):
    await user_created.send(name=name)
    return {"name": name}
