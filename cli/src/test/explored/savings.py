"""Users register, log in, open a wallet and spend what is in it; the store is the memory of the process."""

import asyncio
import hashlib
import secrets
from typing import Annotated

from fastapi import Depends, FastAPI, HTTPException
from fastapi.security import HTTPAuthorizationCredentials, HTTPBearer
from pydantic import BaseModel

bearer = HTTPBearer()
users: dict[str, str] = {}
sessions: dict[str, str] = {}
balances: dict[str, int] = {}


class Registration(BaseModel):
    username: str
    password: str


class Login(BaseModel):
    username: str
    password: str


class Spending(BaseModel):
    amount: int = 80


def digest(password: str) -> str:
    return hashlib.sha256(password.encode()).hexdigest()


async def caller(credentials: Annotated[HTTPAuthorizationCredentials, Depends(bearer)]) -> str:
    name = sessions.get(credentials.credentials)
    if name is None:
        raise HTTPException(401)
    return name


def service(atomic: bool) -> FastAPI:
    app = FastAPI()

    @app.post("/register", status_code=201)
    async def register(registration: Registration) -> dict[str, str]:
        if registration.username in users:
            raise HTTPException(409)
        users[registration.username] = digest(registration.password)
        return {"username": registration.username}

    @app.post("/login")
    async def login(given: Login) -> dict[str, str]:
        if users.get(given.username) != digest(given.password):
            raise HTTPException(401)
        token = secrets.token_hex(16)
        sessions[token] = given.username
        return {"access_token": token, "token_type": "bearer"}

    @app.post("/wallet", status_code=201)
    async def open_wallet(name: Annotated[str, Depends(caller)]) -> dict[str, int]:
        if name in balances:
            raise HTTPException(409)
        balances[name] = 100
        return {"left": 100}

    @app.post("/spend")
    async def spend(spending: Spending, name: Annotated[str, Depends(caller)]) -> dict[str, int]:
        if name not in balances:
            raise HTTPException(404, "open a wallet first")
        if balances[name] < spending.amount:
            raise HTTPException(402)
        if not atomic:
            await asyncio.sleep(0)
        balances[name] -= spending.amount
        return {"left": balances[name]}

    return app


vulnerable = service(False)
repaired = service(True)
