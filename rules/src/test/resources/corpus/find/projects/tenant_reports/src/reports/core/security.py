from typing import Annotated

from fastapi import Depends, HTTPException
from fastapi.security import HTTPAuthorizationCredentials, HTTPBearer
from pydantic import BaseModel

from reports.core import ambient

bearer = HTTPBearer()


class Principal(BaseModel):
    user_id: int
    org_id: int


async def principal(
    credentials: Annotated[HTTPAuthorizationCredentials, Depends(bearer)],
) -> Principal:
    try:
        user, org = credentials.credentials.split(".")
        found = Principal(user_id=int(user), org_id=int(org))
    except ValueError:
        raise HTTPException(401) from None
    ambient.enter(org=found.org_id)
    return found


CurrentPrincipal = Annotated[Principal, Depends(principal)]
