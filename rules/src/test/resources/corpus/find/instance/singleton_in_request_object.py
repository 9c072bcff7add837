"""The repository is made for the request, but what it writes to is not."""

import asyncio

from fastapi import Depends, FastAPI, Header

app = FastAPI()


class Database:
    def __init__(self) -> None:
        self.search_path = "public"

    async def fetch(self, table: str) -> str:
        await asyncio.sleep(0.01)
        return f"{self.search_path}.{table}"  # error: [request-data-in-shared-instance] search_path


database = Database()


class Repository:
    def __init__(self, x_tenant: str = Header()) -> None:
        self.db = database
        self.tenant = x_tenant

    async def all(self) -> str:
        self.db.search_path = self.tenant
        return await self.db.fetch("item")


@app.get("/items")
async def items(repository: Repository = Depends(Repository)):
    return await repository.all()
