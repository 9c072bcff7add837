import asyncio
from collections import Counter

import httpx
from fastapi import FastAPI, Header, HTTPException

app = FastAPI()
used: Counter[str] = Counter()


@app.post("/complete")
async def complete(prompt: str, x_user: str = Header()):
    if used[x_user] >= 100:
        raise HTTPException(429)
    async with httpx.AsyncClient() as client:
        answer = await client.post("https://llm.example", json={"prompt": prompt})
    used[x_user] += 1  # error: [check-then-act-across-await] used
    await asyncio.sleep(0)
    return answer.json()
