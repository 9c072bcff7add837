"""Names decide nothing: no payment library is called, or nothing is paid by the call."""

import stripe
from fastapi import FastAPI

app = FastAPI()


class Charge:
    @staticmethod
    def create(amount: int) -> int:
        return amount


@app.post("/pay")
def pay(amount: int):
    return Charge.create(amount)  # ok


@app.get("/charges")
def charges():
    return stripe.Charge.list(limit=3)  # ok


@app.post("/intent")
def intent(amount: int):
    return stripe.PaymentIntent.create(amount=amount, currency="eur")  # ok


@app.post("/refund")
def refund(params: dict):
    return stripe.Refund.create(**params)  # ok
