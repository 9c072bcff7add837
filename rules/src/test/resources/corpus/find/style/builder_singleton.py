"""A query builder that is one for all."""

import asyncio

from fastapi import FastAPI

app = FastAPI()


class QueryBuilder:
    def __init__(self) -> None:
        self._where: str = ""

    def where(self, condition: str) -> "QueryBuilder":
        self._where = condition
        return self

    async def fetch(self) -> str:
        await asyncio.sleep(0.01)
        return f"select * from t where {self._where}"  # error: [request-data-in-shared-instance] _where


query = QueryBuilder()


@app.get("/items")
async def items(owner: str):
    return await query.where(f"owner = '{owner}'").fetch()
