import asyncio

from fastapi import FastAPI

app = FastAPI()


class Connections:
    _cache: dict[str, int] = {}
    _lock: asyncio.Lock | None = None
    _loop: asyncio.AbstractEventLoop | None = None

    @classmethod
    def _get_lock(cls) -> asyncio.Lock:
        loop = asyncio.get_running_loop()
        if cls._lock is None or cls._loop is not loop:
            cls._lock = asyncio.Lock()  # ok: nothing waits in here
            cls._loop = loop
        return cls._lock

    @classmethod
    async def acquire(cls, url: str) -> int:
        async with cls._get_lock():
            if url in cls._cache:
                cls._cache[url] += 1
            else:
                await asyncio.sleep(0.1)
                cls._cache[url] = 1  # ok
            return cls._cache[url]

    @classmethod
    async def release(cls, url: str) -> None:
        async with cls._get_lock():
            if url not in cls._cache:
                return
            await asyncio.sleep(0)
            if cls._cache[url] <= 1:
                del cls._cache[url]
            else:
                cls._cache[url] -= 1


@app.post("/crawl")
async def crawl(url: str):
    await Connections.acquire(url)
    try:
        await asyncio.sleep(0.1)
    finally:
        await Connections.release(url)
    return {"ok": True}
