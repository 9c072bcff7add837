import asyncio

from fastapi import FastAPI, HTTPException

app = FastAPI()


class Inventory:
    def __init__(self) -> None:
        self._lock = asyncio.Lock()
        self._units = {"a": 1}

    async def take(self, sku: str) -> None:
        async with self._lock:
            if self._units[sku] < 1:
                raise HTTPException(409)
            await self._log(sku)
            self._units[sku] -= 1  # ok

    async def _log(self, sku: str) -> None:
        await asyncio.sleep(0)


inventory = Inventory()


@app.post("/take/{sku}")
async def take(sku: str):
    await inventory.take(sku)
    return {"ok": True}
