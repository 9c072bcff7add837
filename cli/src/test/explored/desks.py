"""Two different requests that meet: locks in opposite order, and a way between two known accounts."""

import asyncio
import threading

from fastapi import FastAPI, HTTPException


def locks(opposite: bool) -> FastAPI:
    app = FastAPI()
    one, other = asyncio.Lock(), asyncio.Lock()

    @app.post("/there")
    async def there() -> dict[str, str]:
        async with one:
            await asyncio.sleep(0)
            async with other:
                return {"way": "there"}

    @app.post("/back")
    async def back() -> dict[str, str]:
        async with other if opposite else one:
            await asyncio.sleep(0)
            async with one if opposite else other:
                return {"way": "back"}

    return app


crossed = locks(True)
ordered = locks(False)

accounts = {"north": 100, "south": 0}
lock = threading.Lock()


def fee(amount: int) -> int:
    return amount // 100


def move(source: str, target: str, amount: int) -> dict[str, int]:
    if source not in accounts or target not in accounts:
        raise HTTPException(404)
    balance = accounts[source]
    taken = amount + fee(amount)
    if balance < taken:
        raise HTTPException(400, "too little")
    accounts[source] = balance - taken
    accounts[target] += amount
    return {"left": accounts[source]}


unlocked = FastAPI()
locked = FastAPI()


@unlocked.post("/moves/{source}/{target}")
def move_unlocked(source: str, target: str, amount: int = 60) -> dict[str, int]:
    return move(source, target, amount)


@locked.post("/moves/{source}/{target}")
def move_locked(source: str, target: str, amount: int = 60) -> dict[str, int]:
    with lock:
        return move(source, target, amount)
