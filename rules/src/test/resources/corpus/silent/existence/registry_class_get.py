import asyncio

from fastapi import Depends, FastAPI, Header, HTTPException

app = FastAPI()


class Client:
    def __init__(self, token: str) -> None:
        self.token = token
        self.queue: list[bytes] = []
        self.channel: str | None = None

    def enqueue(self, data: bytes) -> None:
        self.queue.append(data)

    def join(self, channel: str) -> None:
        self.channel = channel


class Clients:
    def __init__(self) -> None:
        self._by_token: dict[str, Client] = {}

    def get(self, token: str) -> Client | None:
        return self._by_token.get(token)

    def add(self, client: Client) -> None:
        self._by_token[client.token] = client


clients = Clients()


async def current(x_token: str = Header()) -> Client:
    client = clients.get(x_token)
    if client is None:
        raise HTTPException(401)
    return client


@app.post("/join/{channel}")
async def join(channel: str, client: Client = Depends(current)):
    await asyncio.sleep(0.01)
    client.join(channel)
    client.enqueue(channel.encode())
    return {"queued": len(client.queue)}
