from app.payments import payments
from app.store import cart_of, product


class SoldOut(Exception):
    pass


async def checkout(owner: str) -> str:
    cart = cart_of(owner)
    amount = 0
    for sku, units in cart.lines.items():
        item = product(sku)
        if item.units < units:
            raise SoldOut(sku)
        amount += item.price * units
    receipt = await payments.charge(owner, amount)
    for sku, units in cart.lines.items():
        product(sku).units -= units  # error: [check-then-act-across-await] units
    return receipt
