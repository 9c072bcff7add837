import asyncio

from fastapi import FastAPI
from pydantic import BaseModel

app = FastAPI()


class Poll(BaseModel):
    question: str
    yes: int = 0
    no: int = 0


polls = {1: Poll(question="Tea?")}


async def record(vote: bool) -> None:
    await asyncio.sleep(0.01)


@app.post("/polls/{poll_id}/votes")
async def vote(poll_id: int, yes: bool):
    poll = polls[poll_id]
    count = poll.yes
    await record(yes)
    poll.yes = count + 1  # error: [read-modify-write-across-await] yes
    return poll
