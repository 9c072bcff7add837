import asyncio

from fastapi import FastAPI
from pydantic import BaseModel

app = FastAPI()
org, member = 0, 0


class Token(BaseModel):
    org: int
    member: int


@app.post("/enter")
async def enter(token: Token):
    global org, member
    org, member = token.org, token.member
    await asyncio.sleep(0)
    return {"org": org}  # error: [request-data-in-module-state] org
