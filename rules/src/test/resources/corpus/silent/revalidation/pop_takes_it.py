import asyncio

from fastapi import FastAPI, HTTPException

app = FastAPI()
one_time_tokens: dict[str, str] = {}


@app.post("/tokens/{token}")
async def redeem(token: str):
    user = one_time_tokens.pop(token, None)
    if user is None:
        raise HTTPException(404)
    await asyncio.sleep(0.1)
    return {"user": user}
