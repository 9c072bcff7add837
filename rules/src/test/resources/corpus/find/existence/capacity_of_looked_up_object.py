import asyncio

from fastapi import FastAPI, HTTPException

app = FastAPI()


class Match:
    def __init__(self) -> None:
        self.players: list[str] = []


matches: dict[int, Match] = {1: Match()}


async def notify(match: Match) -> None:
    await asyncio.sleep(0.01)


@app.post("/matches/{match_id}/join")
async def join(match_id: int, name: str):
    match = matches.get(match_id)
    if match is None:
        raise HTTPException(404)
    if len(match.players) >= 8:
        raise HTTPException(409)
    await notify(match)
    match.players.append(name)  # error: [check-then-act-across-await] players
    return {"players": len(match.players)}
