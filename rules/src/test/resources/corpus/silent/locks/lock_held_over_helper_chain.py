import asyncio

from fastapi import FastAPI

app = FastAPI()
ledger = {"total": 0}
_lock = asyncio.Lock()


def _read() -> int:
    return ledger["total"]


def _write(value: int) -> None:
    ledger["total"] = value


async def _audit(value: int) -> None:
    await asyncio.sleep(0)


async def add(amount: int) -> int:
    value = _read() + amount
    await _audit(value)
    _write(value)  # ok
    return value


@app.post("/add")
async def post(amount: int):
    async with _lock:
        return {"total": await add(amount)}
