from fastapi import APIRouter, Cookie

from .auth import remember_customer
from .pricing import price_of

router = APIRouter(prefix="/shop")


@router.get("/items/{item}/price")
async def price(item: int, customer_id: int = Cookie()):
    remember_customer(customer_id)
    return {"price": await price_of(item)}
