"""An async dependency runs in the task of the request."""

from contextvars import ContextVar

from fastapi import Depends, FastAPI, Header

app = FastAPI()
user: ContextVar[str] = ContextVar("user", default="")


async def bind_user(authorization: str = Header()):
    user.set(authorization)


@app.get("/profile", dependencies=[Depends(bind_user)])
async def profile():
    return {"user": user.get()}  # ok


@app.get("/again", dependencies=[Depends(bind_user)])
def again():
    return {"user": user.get()}  # ok
