import asyncio

from fastapi import FastAPI, HTTPException

app = FastAPI()
users: dict[str, str] = {}


async def digest(password: str) -> str:
    await asyncio.sleep(0.1)
    return password


@app.post("/users")
async def create(name: str, password: str):
    if name in users:
        raise HTTPException(409)
    mine = await digest(password)
    if users.setdefault(name, mine) is not mine:  # ok
        raise HTTPException(409)
    return {"name": name}
