import asyncio

from fastapi import FastAPI, HTTPException

app = FastAPI()
participants: list[str] = []
CAPACITY = 10


async def send_ticket(name: str) -> None:
    await asyncio.sleep(0.05)


@app.post("/join")
async def join(name: str):
    if len(participants) >= CAPACITY:
        raise HTTPException(409, "full")
    await send_ticket(name)
    participants.append(name)  # error: [check-then-act-across-await] participants
    return {"position": len(participants)}
