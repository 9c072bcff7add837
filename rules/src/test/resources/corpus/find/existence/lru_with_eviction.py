import asyncio
from collections import OrderedDict

from fastapi import FastAPI

app = FastAPI()
_cache: OrderedDict[str, bytes] = OrderedDict()


async def download(url: str) -> bytes:
    await asyncio.sleep(0.1)
    return url.encode()


@app.get("/image")
async def image(url: str):
    cached = _cache.get(url)
    if cached is not None:
        _cache.move_to_end(url)
        return len(cached)
    data = await download(url)
    _cache[url] = data  # error: [cache-stampede] _cache
    if len(_cache) > 100:
        _cache.popitem(last=False)
    return len(data)
