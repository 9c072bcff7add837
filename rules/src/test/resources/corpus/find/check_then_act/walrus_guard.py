import asyncio

from fastapi import FastAPI, HTTPException

app = FastAPI()
vouchers = {"SPRING": 1}


@app.post("/vouchers/{code}")
async def use(code: str):
    if (left := vouchers.get(code, 0)) < 1:
        raise HTTPException(410)
    await asyncio.sleep(0)
    vouchers[code] = left - 1  # error: [check-then-act-across-await] vouchers
    return {"left": left - 1}
