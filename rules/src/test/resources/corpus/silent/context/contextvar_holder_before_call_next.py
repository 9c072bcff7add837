"""A holder set before call_next and filled inside is the known way to hand something out."""

from contextvars import ContextVar

from fastapi import Depends, FastAPI, Header, Request

app = FastAPI()
holder: ContextVar[dict] = ContextVar("holder")


@app.middleware("http")
async def outer(request: Request, call_next):
    box: dict = {}
    holder.set(box)
    response = await call_next(request)
    response.headers["x-user"] = box.get("user", "")
    return response


async def caller(x_user: str = Header()) -> str:
    holder.get()["user"] = x_user
    return x_user


@app.get("/me")
async def me(user: str = Depends(caller)):
    return {"user": user}
