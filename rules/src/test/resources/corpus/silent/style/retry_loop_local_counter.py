import asyncio

import httpx
from fastapi import FastAPI, HTTPException

app = FastAPI()


async def fetch(url: str, attempts: int = 3) -> httpx.Response:
    tried = 0
    last: Exception | None = None
    while tried < attempts:
        try:
            async with httpx.AsyncClient() as client:
                return await client.get(url)
        except httpx.HTTPError as error:
            last = error
            await asyncio.sleep(2**tried)
            tried += 1
    raise HTTPException(502, str(last))


@app.get("/fetch")
async def get(url: str):
    return (await fetch(url)).text
