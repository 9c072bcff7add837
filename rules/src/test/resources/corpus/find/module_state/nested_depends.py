import asyncio
from typing import Annotated

from fastapi import Depends, FastAPI, HTTPException, Security
from fastapi.security import HTTPAuthorizationCredentials, HTTPBearer

app = FastAPI()
bearer = HTTPBearer()
request_scope: dict[str, str] = {}


async def token(credentials: Annotated[HTTPAuthorizationCredentials, Security(bearer)]) -> str:
    return credentials.credentials


async def user(raw: Annotated[str, Depends(token)]) -> str:
    if not raw:
        raise HTTPException(401)
    request_scope["user"] = raw
    return raw


async def permissions(name: Annotated[str, Depends(user)]) -> list[str]:
    await asyncio.sleep(0.01)
    return ["read"]


@app.get("/vault")
async def vault(allowed: Annotated[list[str], Depends(permissions)]):
    return {"owner": request_scope["user"], "allowed": allowed}  # error: [request-data-in-module-state] request_scope
