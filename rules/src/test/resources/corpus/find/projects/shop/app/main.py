from typing import Annotated

from fastapi import Depends, FastAPI, Header, HTTPException, Request
from fastapi.responses import JSONResponse

from app.checkout import SoldOut, checkout
from app.payments import PaymentError
from app.store import cart_of, products

app = FastAPI()


@app.exception_handler(PaymentError)
async def payment_failed(request: Request, error: PaymentError):
    return JSONResponse({"detail": "payment failed"}, status_code=402)


async def owner(x_user: Annotated[str, Header()]) -> str:
    return x_user


Owner = Annotated[str, Depends(owner)]


@app.get("/products")
async def listing():
    return list(products.values())


@app.put("/cart/{sku}")
async def put(sku: str, units: int, owner: Owner):
    if sku not in products:
        raise HTTPException(404)
    cart_of(owner).lines[sku] = units
    return {"ok": True}


@app.post("/checkout")
async def pay(owner: Owner):
    try:
        return {"receipt": await checkout(owner)}
    except SoldOut as error:
        raise HTTPException(409, str(error)) from None
