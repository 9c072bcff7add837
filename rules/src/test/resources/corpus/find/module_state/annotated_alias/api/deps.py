from typing import Annotated

from fastapi import Depends, Header

active = {}


async def get_account(x_account: Annotated[str, Header()]) -> str:
    active["account"] = x_account
    return x_account


Account = Annotated[str, Depends(get_account)]
