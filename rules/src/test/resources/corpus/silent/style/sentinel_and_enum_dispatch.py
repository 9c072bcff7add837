import asyncio
import enum
from collections.abc import Awaitable, Callable

from fastapi import FastAPI

app = FastAPI()


class Kind(enum.StrEnum):
    MAIL = "mail"
    SMS = "sms"


SENDERS: dict[Kind, Callable[[str], Awaitable[str]]] = {}


def sender(kind: Kind):
    def add(function):
        SENDERS[kind] = function
        return function

    return add


@sender(Kind.MAIL)
async def mail(to: str) -> str:
    await asyncio.sleep(0)
    return "mail " + to


@sender(Kind.SMS)
async def sms(to: str) -> str:
    await asyncio.sleep(0)
    return "sms " + to


@app.post("/send/{kind}")
async def send(kind: Kind, to: str):
    return await SENDERS[kind](to)
