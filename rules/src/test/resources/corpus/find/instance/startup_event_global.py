import asyncio

from fastapi import FastAPI

app = FastAPI()


class Scraper:
    def __init__(self) -> None:
        self.url = ""

    async def load(self) -> str:
        await asyncio.sleep(0.1)
        return self.url  # error: [request-data-in-shared-instance] url


scraper: Scraper | None = None


@app.on_event("startup")
async def start() -> None:
    global scraper
    scraper = Scraper()


@app.get("/scrape")
async def scrape(url: str):
    scraper.url = url
    return await scraper.load()
