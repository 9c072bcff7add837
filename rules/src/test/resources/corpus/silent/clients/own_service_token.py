import asyncio
import time

import httpx
from fastapi import FastAPI

app = FastAPI()


class Upstream:
    def __init__(self) -> None:
        self.client = httpx.AsyncClient()
        self.until = 0.0
        self.lock = asyncio.Lock()

    async def sign_in(self) -> None:
        async with self.lock:
            if self.until < time.monotonic():
                answer = await self.client.post("https://id.example/token")
                self.client.headers["Authorization"] = answer.json()["token"]
                self.until = time.monotonic() + 300

    async def get(self, path: str) -> dict:
        await self.sign_in()
        answer = await self.client.get(path)
        return answer.json()


upstream = Upstream()


@app.get("/stock/{item}")
async def stock(item: str):
    return await upstream.get(f"/stock/{item}")
