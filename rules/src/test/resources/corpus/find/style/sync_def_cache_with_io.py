import urllib.request

from fastapi import FastAPI

app = FastAPI()
_cache: dict[str, bytes] = {}


def download(url: str) -> bytes:
    with urllib.request.urlopen(url) as answer:
        return answer.read()


@app.get("/proxy")
def proxy(url: str):
    if url not in _cache:
        _cache[url] = download(url)  # error: [cache-stampede] _cache
    return len(_cache[url])
