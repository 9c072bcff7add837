import asyncio

from fastapi import Depends, FastAPI, Header, HTTPException

app = FastAPI()


class Conversation:
    def __init__(self, owner: str) -> None:
        self.owner = owner
        self.lines = []


conversations: dict[str, Conversation] = {}
claims: dict[str, str] = {}
rates: dict[str, float] = {}


async def caller(x_user: str = Header()) -> str:
    return x_user


async def rate_of(currency: str) -> float:
    await asyncio.sleep(0)
    return 1.0


@app.get("/conversations/{number}")
async def conversation(number: str, user: str = Depends(caller)):
    if number not in conversations:
        conversations[number] = Conversation(user)
    if conversations[number].owner != user:
        raise HTTPException(403)
    return len(conversations[number].lines)


@app.post("/claims/{seat}")
async def claim(seat: str, user: str = Depends(caller)):
    if seat in claims:
        raise HTTPException(409, claims[seat])
    claims[seat] = user
    return {"seat": seat}


@app.get("/rates/{currency}")
async def rate(currency: str, user: str = Depends(caller)):
    found = rates.get(currency)
    if found is None:
        found = rates[currency] = 1.0
    return {"rate": found, "for": user}
