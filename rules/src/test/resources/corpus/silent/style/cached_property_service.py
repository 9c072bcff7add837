from functools import cached_property

import httpx
from fastapi import FastAPI

app = FastAPI()


class Weather:
    def __init__(self, base: str) -> None:
        self.base = base

    @cached_property
    def client(self) -> httpx.AsyncClient:
        return httpx.AsyncClient(base_url=self.base)

    async def of(self, city: str) -> dict:
        answer = await self.client.get("/", params={"q": city})
        return answer.json()


weather = Weather("https://weather.example")


@app.get("/weather/{city}")
async def get(city: str):
    return await weather.of(city)
