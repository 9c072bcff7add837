import asyncio

from fastapi import FastAPI, HTTPException

app = FastAPI()
_locks: dict[int, asyncio.Lock] = {}
accounts = {1: 100, 2: 50}


def lock_for(account: int) -> asyncio.Lock:
    return _locks.setdefault(account, asyncio.Lock())


@app.post("/accounts/{account}/withdraw")
async def withdraw(account: int, amount: int):
    async with lock_for(account):
        if accounts[account] < amount:
            raise HTTPException(400)
        await asyncio.sleep(0.05)
        accounts[account] -= amount  # ok
    return {"ok": True}
