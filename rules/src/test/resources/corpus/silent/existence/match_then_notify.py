import asyncio

from fastapi import FastAPI, HTTPException

app = FastAPI()


class Match:
    def __init__(self, host: str) -> None:
        self.host = host
        self.started = False
        self.log: list[str] = []


matches: dict[int, Match] = {}


async def notify(match: Match, text: str) -> None:
    await asyncio.sleep(0.01)
    match.log.append(text)


@app.post("/matches/{match_id}/host")
async def change_host(match_id: int, host: str):
    match = matches.get(match_id)
    if not match:
        raise HTTPException(404)
    await notify(match, f"new host {host}")
    match.host = host  # ok
    return {"host": host}
