"""The call stands in a service object, two calls away from the route."""

import stripe
from fastapi import Depends, FastAPI

app = FastAPI()


class Billing:
    def renew(self, customer: str) -> str:
        return self._subscribe(customer)

    def _subscribe(self, customer: str) -> str:
        made = stripe.Subscription.create(customer=customer, items=[{"price": "p"}])  # error: [non-idempotent-post]
        return made.id


@app.post("/customers/{customer}/renew")
def renew(customer: str, billing: Billing = Depends(Billing)):
    return {"subscription": billing.renew(customer)}
