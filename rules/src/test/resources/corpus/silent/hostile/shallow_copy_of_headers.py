import asyncio

import httpx
from fastapi import FastAPI, Header

app = FastAPI()
BASE_HEADERS = {"accept": "application/json"}


@app.get("/call")
async def call(authorization: str = Header()):
    headers = dict(BASE_HEADERS)
    headers["authorization"] = authorization
    merged = {**BASE_HEADERS, "authorization": authorization}
    copied = BASE_HEADERS.copy()
    copied["authorization"] = authorization
    await asyncio.sleep(0)
    async with httpx.AsyncClient() as client:
        answer = await client.get("https://api.example", headers=headers)
    return {"status": answer.status_code, "same": merged == copied}
