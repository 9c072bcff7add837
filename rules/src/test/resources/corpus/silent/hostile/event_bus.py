import asyncio
from collections import defaultdict
from collections.abc import Awaitable, Callable

from fastapi import FastAPI

app = FastAPI()
Handler = Callable[[dict], Awaitable[None]]
_subscribers: dict[str, list[Handler]] = defaultdict(list)


def subscribe(topic: str) -> Callable[[Handler], Handler]:
    def decorate(handler: Handler) -> Handler:
        _subscribers[topic].append(handler)
        return handler

    return decorate


async def publish(topic: str, event: dict) -> None:
    await asyncio.gather(*(handler(event) for handler in _subscribers[topic]))


@subscribe("order")
async def log_order(event: dict) -> None:
    await asyncio.sleep(0)
    print(event["id"])


@app.post("/orders/{order_id}")
async def order(order_id: int):
    await publish("order", {"id": order_id})
    return {"ok": True}
