"""A helper that makes the bucket when it is missing is called before and after waits."""

import asyncio

from fastapi import FastAPI

app = FastAPI()


class Usage:
    _in_use: dict[str, set[int]] = {}

    @classmethod
    def mark(cls, endpoint: str, page: int) -> None:
        if endpoint not in cls._in_use:
            cls._in_use[endpoint] = set()  # ok
        cls._in_use[endpoint].add(page)

    @classmethod
    def release(cls, endpoint: str, page: int) -> None:
        if endpoint in cls._in_use:
            cls._in_use[endpoint].discard(page)


@app.post("/crawl")
async def crawl(endpoint: str, page: int):
    Usage.mark(endpoint, page)
    try:
        await asyncio.sleep(0.1)
        Usage.mark(endpoint, page + 1)
        await asyncio.sleep(0.1)
    finally:
        Usage.release(endpoint, page)
        Usage.release(endpoint, page + 1)
    return {"ok": True}
