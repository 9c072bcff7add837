from .ledger import ledger
from .risk import approve


class Refused(Exception):
    pass


async def pay_out(amount: int) -> None:
    if not ledger.covers(amount):
        raise Refused
    if not await approve(amount):
        raise Refused
    ledger.withdraw(amount)
