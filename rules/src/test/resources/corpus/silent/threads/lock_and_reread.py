import threading
import time

from fastapi import FastAPI

app = FastAPI()
_lock = threading.Lock()
_cache: dict[str, str] = {}


def fetch(key: str) -> str:
    time.sleep(0.1)
    return key.upper()


@app.get("/{key}")
def get(key: str):
    value = _cache.get(key)
    if value is None:
        with _lock:
            value = _cache.get(key)
            if value is None:
                value = _cache[key] = fetch(key)  # ok
    return value
