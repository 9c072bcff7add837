import asyncio
import weakref

from fastapi import FastAPI

app = FastAPI()
_locks: weakref.WeakValueDictionary[str, asyncio.Lock] = weakref.WeakValueDictionary()
documents: dict[str, int] = {}


def _lock(name: str) -> asyncio.Lock:
    lock = _locks.get(name)
    if lock is None:
        lock = asyncio.Lock()
        _locks[name] = lock
    return lock


@app.post("/documents/{name}")
async def bump(name: str):
    async with _lock(name):
        version = documents.get(name, 0)
        await asyncio.sleep(0.01)
        documents[name] = version + 1  # ok
    return {"ok": True}
