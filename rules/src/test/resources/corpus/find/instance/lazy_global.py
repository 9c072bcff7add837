import asyncio

from fastapi import Depends, FastAPI

app = FastAPI()


class Client:
    tenant: str = ""

    async def fetch(self, path: str) -> str:
        await asyncio.sleep(0.01)
        return self.tenant + path  # error: [request-data-in-shared-instance] tenant


_client: Client | None = None


def get_client() -> Client:
    global _client
    if _client is None:
        _client = Client()  # also: [lazy-init-across-await]
    return _client


@app.get("/fetch")
async def fetch(path: str, tenant: str, client: Client = Depends(get_client)):
    client.tenant = tenant
    return await client.fetch(path)
