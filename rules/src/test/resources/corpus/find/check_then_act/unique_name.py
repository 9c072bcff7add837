import asyncio

from fastapi import FastAPI, HTTPException
from pydantic import BaseModel

app = FastAPI()
accounts: dict[str, dict] = {}


class Registration(BaseModel):
    email: str
    password: str


async def hash_password(password: str) -> str:
    return await asyncio.to_thread(hash, password)


@app.post("/register", status_code=201)
async def register(body: Registration):
    if body.email in accounts:
        raise HTTPException(409, "taken")
    hashed = await hash_password(body.password)
    accounts[body.email] = {"email": body.email, "password": hashed}  # error: [check-then-act-across-await] accounts
    return {"email": body.email}
