import time

from fastapi import FastAPI, Request
from prometheus_client import Counter, Gauge, Histogram

REQUESTS = Counter("requests", "requests", ["path"])
LATENCY = Histogram("latency", "latency", ["path"])
ACTIVE = Gauge("active", "active")
app = FastAPI()


@app.middleware("http")
async def metrics(request: Request, call_next):
    path = request.url.path
    REQUESTS.labels(path).inc()
    ACTIVE.inc()
    start = time.perf_counter()
    try:
        return await call_next(request)
    finally:
        LATENCY.labels(path).observe(time.perf_counter() - start)
        ACTIVE.dec()


@app.get("/")
async def home():
    return {}
