import asyncio

from fastapi import FastAPI, HTTPException

app = FastAPI()
used_coupons: set[str] = set()


async def apply_discount(order: int, coupon: str) -> None:
    await asyncio.sleep(0.01)


@app.post("/orders/{order}/coupon")
async def redeem(order: int, coupon: str):
    if coupon in used_coupons:
        raise HTTPException(400, "already used")
    await apply_discount(order, coupon)
    used_coupons.add(coupon)  # error: [check-then-act-across-await] used_coupons
    return {"ok": True}
