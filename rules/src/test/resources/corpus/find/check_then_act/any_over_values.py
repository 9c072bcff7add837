import asyncio

from fastapi import FastAPI, HTTPException

app = FastAPI()
users: list[dict] = []


async def check_mx(mail: str) -> bool:
    await asyncio.sleep(0.05)
    return True


@app.post("/users")
async def create(mail: str):
    if any(user["mail"] == mail for user in users):
        raise HTTPException(409)
    if not await check_mx(mail):
        raise HTTPException(400)
    users.append({"mail": mail})  # error: [check-then-act-across-await] users
    return {"mail": mail}
