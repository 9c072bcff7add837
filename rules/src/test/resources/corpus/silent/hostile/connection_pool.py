"""A pool: a connection belongs to one request while it is out of the queue."""

import asyncio
from contextlib import asynccontextmanager

from fastapi import Depends, FastAPI


class Connection:
    def __init__(self) -> None:
        self.tenant = ""

    async def query(self, sql: str) -> str:
        await asyncio.sleep(0.01)
        return f"{self.tenant}: {sql}"  # ok


class Pool:
    def __init__(self, size: int) -> None:
        self._free: asyncio.Queue[Connection] = asyncio.Queue()
        for _ in range(size):
            self._free.put_nowait(Connection())

    @asynccontextmanager
    async def acquire(self):
        connection = await self._free.get()
        try:
            yield connection
        finally:
            self._free.put_nowait(connection)


pool = Pool(5)
app = FastAPI()


async def connection():
    async with pool.acquire() as c:
        yield c


@app.get("/query")
async def query(tenant: str, c: Connection = Depends(connection)):
    c.tenant = tenant
    return await c.query("select 1")
