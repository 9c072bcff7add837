import asyncio
from typing import Any


class Database:
    def __init__(self) -> None:
        self._connected = False

    async def connect(self) -> None:
        if not self._connected:
            await asyncio.sleep(0.1)
            self._connected = True

    async def disconnect(self) -> None:
        self._connected = False

    async def fetch(self, sql: str, **values: Any) -> list[dict]:
        await asyncio.sleep(0.01)
        return [{"sql": sql, **values}]


database = Database()
