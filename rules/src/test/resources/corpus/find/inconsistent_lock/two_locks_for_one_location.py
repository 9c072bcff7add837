import asyncio

from fastapi import FastAPI

app = FastAPI()
account = {"balance": 100}
deposit_lock = asyncio.Lock()
withdraw_lock = asyncio.Lock()


async def confirm() -> None:
    await asyncio.sleep(0.05)


@app.post("/deposit")
async def deposit(amount: int):
    async with deposit_lock:
        before = account["balance"]
        await confirm()
        account["balance"] = before + amount
    return account


@app.post("/withdraw")
async def withdraw(amount: int):
    async with withdraw_lock:
        before = account["balance"]
        await confirm()
        account["balance"] = before - amount  # error: [inconsistent-lock] balance
    return account
