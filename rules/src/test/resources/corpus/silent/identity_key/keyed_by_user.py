import asyncio

from fastapi import Depends, FastAPI, Header

app = FastAPI()
drafts: dict[str, str] = {}


async def caller(x_user: str = Header()) -> str:
    return x_user


@app.put("/draft")
async def put(text: str, user: str = Depends(caller)):
    drafts[user] = text
    await asyncio.sleep(0)
    return {"text": drafts[user]}  # ok


@app.get("/draft")
async def get(user: str = Depends(caller)):
    return {"text": drafts.get(user)}
