from typing import Annotated

from fastapi import Depends, FastAPI, HTTPException
from pydantic import BaseModel, Field

from .accounts import AccountSession, NotEnoughMoney, get_session

app = FastAPI(title="Bank")


class Transfer(BaseModel):
    source: str
    target: str
    amount: int = Field(gt=0)


@app.post("/transfers", status_code=201)
async def transfer(
    order: Transfer, session: Annotated[AccountSession, Depends(get_session)]
) -> dict:
    try:
        await session.transfer(order.source, order.target, order.amount)
    except NotEnoughMoney:
        raise HTTPException(409, "not enough money") from None
    return {"from": order.source, "to": order.target, "amount": order.amount}


@app.get("/accounts/{name}")
async def account(name: str, session: Annotated[AccountSession, Depends(get_session)]) -> dict:
    return {"name": name, "balance": await session.balance(name)}
