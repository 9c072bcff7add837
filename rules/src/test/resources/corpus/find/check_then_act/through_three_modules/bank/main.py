from fastapi import FastAPI, HTTPException

from .service import Refused, pay_out

app = FastAPI()


@app.post("/payouts")
async def payouts(amount: int):
    try:
        await pay_out(amount)
    except Refused:
        raise HTTPException(400) from None
    return {"paid": amount}
