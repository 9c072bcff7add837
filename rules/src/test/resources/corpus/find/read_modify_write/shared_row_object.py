import asyncio

from fastapi import FastAPI

app = FastAPI()
players = {1: {"points": 0}}


async def evaluate(move: str) -> int:
    await asyncio.sleep(0.02)
    return len(move)


@app.post("/players/{player_id}/moves")
async def move(player_id: int, move: str):
    player = players[player_id]
    points = player["points"]
    gained = await evaluate(move)
    player["points"] = points + gained  # error: [read-modify-write-across-await] player
    return player
