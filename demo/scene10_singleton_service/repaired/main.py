from typing import Annotated

from fastapi import Depends, FastAPI, Header, HTTPException

from .service import OrderService, get_service

app = FastAPI(title="Orders")

_USER_OF_TOKEN = {"first": "ada", "second": "bob"}


async def current_user(authorization: Annotated[str, Header()]) -> str:
    user = _USER_OF_TOKEN.get(authorization.removeprefix("Bearer "))
    if user is None:
        raise HTTPException(401)
    return user


@app.get("/orders")
async def my_orders(
    user: Annotated[str, Depends(current_user)],
    service: Annotated[OrderService, Depends(get_service)],
) -> dict:
    return {"user": user, "orders": await service.orders(user)}
