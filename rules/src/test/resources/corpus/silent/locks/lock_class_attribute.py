import asyncio

from fastapi import FastAPI

app = FastAPI()


class Numbers:
    _lock = asyncio.Lock()
    _last = 0

    @classmethod
    async def next(cls) -> int:
        async with cls._lock:
            number = cls._last + 1
            await asyncio.sleep(0)
            cls._last = number  # ok
            return number


@app.post("/numbers")
async def number():
    return {"n": await Numbers.next()}
