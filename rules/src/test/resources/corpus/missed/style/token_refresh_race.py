import time

import httpx
from fastapi import FastAPI

app = FastAPI()


class Upstream:
    def __init__(self) -> None:
        self.token = ""
        self.expires = 0.0

    async def get_token(self) -> str:
        if time.time() > self.expires:
            async with httpx.AsyncClient() as client:
                answer = (await client.post("https://idp.example/token")).json()
            self.token = answer["access_token"]  # also: [lazy-init-across-await|check-then-act-across-await]
            self.expires = time.time() + answer["expires_in"]  # missed: [lazy-init-across-await|check-then-act-across-await|cache-stampede]
        return self.token


upstream = Upstream()


@app.get("/data")
async def data():
    token = await upstream.get_token()
    return {"token": token[:3]}
