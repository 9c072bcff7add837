"""One implementation never suspends, another does: it may."""

import abc
import asyncio

from fastapi import Depends, FastAPI

app = FastAPI()
stock = {"n": 1}


class Gateway(abc.ABC):
    @abc.abstractmethod
    async def pay(self) -> None: ...


class FakeGateway(Gateway):
    async def pay(self) -> None:
        return None


class RealGateway(Gateway):
    async def pay(self) -> None:
        await asyncio.sleep(0.1)


def gateway(fake: bool = False) -> Gateway:
    return FakeGateway() if fake else RealGateway()


@app.post("/buy")
async def buy(payments: Gateway = Depends(gateway)):
    if stock["n"] > 0:
        await payments.pay()
        stock["n"] -= 1  # missed: [check-then-act-across-await] stock
    return stock
