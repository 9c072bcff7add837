"""The check asks whether the player exists; what is written is another location."""

import asyncio
import time

from fastapi import FastAPI, HTTPException

app = FastAPI()


class Player:
    def __init__(self, name: str) -> None:
        self.name = name
        self.last_seen = 0.0


players: dict[str, Player] = {"ann": Player("ann")}


async def handle(body: str) -> None:
    await asyncio.sleep(0.01)


@app.post("/players/{name}/packets")
async def packets(name: str, body: str):
    player = players.get(name)
    if player is None:
        raise HTTPException(401)
    await handle(body)
    player.last_seen = time.time()  # ok
    return {"ok": True}
