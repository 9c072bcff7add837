"""Each account carries its own lock."""

import asyncio

from fastapi import FastAPI, HTTPException

app = FastAPI()


class Account:
    def __init__(self, balance: int) -> None:
        self.balance = balance
        self.lock = asyncio.Lock()


accounts = {1: Account(100), 2: Account(0)}


@app.post("/accounts/{account_id}/withdraw")
async def withdraw(account_id: int, amount: int):
    account = accounts[account_id]
    async with account.lock:
        if account.balance < amount:
            raise HTTPException(400)
        await asyncio.sleep(0.05)
        account.balance -= amount  # ok
    return {"ok": True}
