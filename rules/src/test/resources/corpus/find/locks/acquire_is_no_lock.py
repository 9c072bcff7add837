import asyncio

from fastapi import FastAPI, HTTPException
from identity_library import ConfidentialClient

app = FastAPI()
client = ConfidentialClient()
quota = {"left": 3}


@app.post("/token")
async def token():
    if quota["left"] < 1:
        raise HTTPException(429)
    value = client.acquire_token_silent()
    await asyncio.sleep(0)
    quota["left"] -= 1  # error: [check-then-act-across-await] quota
    return value
