import asyncio

from fastapi import FastAPI, HTTPException
from pydantic import BaseModel

app = FastAPI()


class Account(BaseModel):
    owner: str
    balance: int


accounts: dict[int, Account] = {1: Account(owner="ann", balance=100)}


async def fraud_check(account: Account, amount: int) -> None:
    await asyncio.sleep(0.05)


@app.post("/accounts/{account_id}/withdraw")
async def withdraw(account_id: int, amount: int):
    account = accounts[account_id]
    if account.balance >= amount:
        await fraud_check(account, amount)
        account.balance -= amount  # error: [check-then-act-across-await] balance
        return {"balance": account.balance}
    raise HTTPException(400)
