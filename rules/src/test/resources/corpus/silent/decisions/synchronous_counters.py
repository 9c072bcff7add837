import collections
import itertools

from fastapi import FastAPI, Request

app = FastAPI()
hits = collections.Counter()
errors = {"count": 0}
numbers = itertools.count(1)
total = 0


@app.middleware("http")
async def count(request: Request, call_next):
    global total
    total += 1
    hits[request.url.path] += 1
    number = next(numbers)
    response = await call_next(request)
    if response.status_code >= 500:
        errors["count"] += 1
    response.headers["x-number"] = str(number)
    return response


@app.get("/metrics")
async def metrics():
    return {"total": total, "errors": errors["count"], "hits": hits.most_common(10)}
