"""FastAPI runs the dependency in the thread pool, in a copy of the context that nobody sees again."""

from contextvars import ContextVar

from fastapi import Depends, FastAPI, Header

app = FastAPI()
user: ContextVar[str] = ContextVar("user", default="")


def bind_user(authorization: str = Header()):
    user.set(authorization)  # either: [contextvar-set-in-sync-dependency]


async def load(name: str) -> dict:
    return {"name": name}


@app.get("/profile", dependencies=[Depends(bind_user)])
async def profile():
    return await load(user.get())  # either: [contextvar-set-in-sync-dependency]
