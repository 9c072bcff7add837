"""One object for several dependencies of one request."""

import asyncio
from typing import Annotated

from fastapi import Depends, FastAPI, Header

app = FastAPI()


class Scope:
    def __init__(self, x_user: Annotated[str, Header()]) -> None:
        self.user = x_user
        self.notes: dict[str, str] = {}


ScopeDep = Annotated[Scope, Depends()]


async def one(scope: ScopeDep) -> None:
    scope.notes["one"] = scope.user


async def two(scope: ScopeDep) -> None:
    await asyncio.sleep(0)
    scope.notes["two"] = scope.notes["one"]


@app.get("/", dependencies=[Depends(one), Depends(two)])
async def home(scope: ScopeDep):
    return scope.notes
