import asyncio

from fastapi import FastAPI, HTTPException

app = FastAPI()
wallets = {"ann": {"coins": 10}, "bob": {"coins": 0}}


@app.post("/transfer")
async def transfer(source: str, target: str, coins: int):
    wallet = wallets.get(source)
    if wallet is None:
        raise HTTPException(404)
    if wallet["coins"] < coins:
        raise HTTPException(400)
    await asyncio.sleep(0.01)
    wallet["coins"] -= coins  # error: [check-then-act-across-await] wallet
    wallets[target]["coins"] += coins  # also: [check-then-act-across-await]
    return wallets
