import asyncio
from typing import Annotated

from fastapi import Depends, FastAPI, HTTPException
from pydantic import BaseModel, Field
from sqlalchemy import update
from sqlalchemy.ext.asyncio import AsyncSession

from .database import Account, get_session, lifespan

app = FastAPI(title="Bank with a database", lifespan=lifespan)


class Transfer(BaseModel):
    source: str
    target: str
    amount: int = Field(gt=0)


async def check_for_fraud(order: Transfer) -> None:
    await asyncio.sleep(0.005)  # another service has its say


@app.post("/transfers", status_code=201)
async def transfer(order: Transfer, session: Annotated[AsyncSession, Depends(get_session)]) -> dict:
    await check_for_fraud(order)
    async with session.begin():
        taken = await session.execute(
            update(Account)
            .where(Account.name == order.source, Account.balance >= order.amount)
            .values(balance=Account.balance - order.amount)
        )
        if taken.rowcount == 0:
            raise HTTPException(409, "not enough money")
        await session.execute(
            update(Account)
            .where(Account.name == order.target)
            .values(balance=Account.balance + order.amount)
        )
    return {"from": order.source, "to": order.target, "amount": order.amount}


@app.get("/accounts/{name}")
async def account(name: str, session: Annotated[AsyncSession, Depends(get_session)]) -> dict:
    found = await session.get_one(Account, name)
    return {"name": name, "balance": found.balance}
