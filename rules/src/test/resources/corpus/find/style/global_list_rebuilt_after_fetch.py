import httpx
from fastapi import FastAPI

app = FastAPI()
watched: list[str] = []


@app.delete("/watched/{url}")
async def unwatch(url: str):
    global watched
    remaining = [entry for entry in watched if entry != url]
    async with httpx.AsyncClient() as client:
        await client.delete("https://hooks.example", params={"url": url})
    watched = remaining  # error: [read-modify-write-across-await] watched
    return watched


@app.post("/watched/{url}")
async def watch(url: str):
    watched.append(url)
    return watched
