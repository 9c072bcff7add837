from typing import Annotated

from fastapi import Depends, FastAPI, HTTPException
from pydantic import BaseModel, Field

from .accounts import AccountSession, get_session

app = FastAPI(title="Bank")


class Transfer(BaseModel):
    source: str
    target: str
    amount: int = Field(gt=0)


@app.post("/transfers", status_code=201)
async def transfer(
    order: Transfer, session: Annotated[AccountSession, Depends(get_session)]
) -> dict:
    available = await session.balance(order.source)
    if available < order.amount:
        raise HTTPException(409, "not enough money")
    await session.update(order.source, available - order.amount)
    received = await session.balance(order.target)
    await session.update(order.target, received + order.amount)
    return {"from": order.source, "to": order.target, "amount": order.amount}


@app.get("/accounts/{name}")
async def account(name: str, session: Annotated[AccountSession, Depends(get_session)]) -> dict:
    return {"name": name, "balance": await session.balance(name)}
