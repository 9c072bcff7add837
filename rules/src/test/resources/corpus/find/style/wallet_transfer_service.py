import asyncio
from decimal import Decimal

from fastapi import FastAPI, HTTPException
from pydantic import BaseModel

app = FastAPI()


class Transfer(BaseModel):
    source: str
    target: str
    amount: Decimal


class Bank:
    def __init__(self) -> None:
        self.accounts: dict[str, Decimal] = {"a": Decimal(100), "b": Decimal(0)}

    async def verify(self, transfer: Transfer) -> None:
        await asyncio.sleep(0.01)

    async def transfer(self, transfer: Transfer) -> None:
        if self.accounts[transfer.source] < transfer.amount:
            raise HTTPException(400, "insufficient funds")
        await self.verify(transfer)
        self.accounts[transfer.source] -= transfer.amount  # error: [check-then-act-across-await] accounts
        self.accounts[transfer.target] += transfer.amount  # also: [check-then-act-across-await]


bank = Bank()


@app.post("/transfers")
async def transfer(body: Transfer):
    await bank.transfer(body)
    return {"ok": True}
