import aiohttp
import asyncio

from fastapi import FastAPI

app = FastAPI()


class Client:
    def __init__(self) -> None:
        self._session: aiohttp.ClientSession | None = None

    async def login(self) -> aiohttp.ClientSession:
        await asyncio.sleep(0.1)
        return aiohttp.ClientSession()

    async def session(self) -> aiohttp.ClientSession:
        if not self._session:
            self._session = await self.login()  # error: [lazy-init-across-await] _session
        return self._session


client = Client()


@app.get("/")
async def home():
    session = await client.session()
    return {"closed": session.closed}
