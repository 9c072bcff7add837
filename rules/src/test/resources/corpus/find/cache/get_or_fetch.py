import httpx
from fastapi import FastAPI

app = FastAPI()
_pages: dict[str, str] = {}


@app.get("/page")
async def page(url: str):
    text = _pages.get(url)
    if text is None:
        async with httpx.AsyncClient() as client:
            text = (await client.get(url)).text
        _pages[url] = text  # error: [cache-stampede] _pages
    return text
