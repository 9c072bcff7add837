"""Dependency and route may run in different threads of the pool, each after somebody else."""

import threading

from fastapi import Depends, FastAPI, Header

app = FastAPI()
local = threading.local()


def bind(x_user: str = Header()) -> None:
    local.user = x_user


@app.get("/me", dependencies=[Depends(bind)])
def me():
    return {"user": local.user}  # missed: [thread-local-in-async] local
