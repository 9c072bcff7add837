from collections import defaultdict
from time import monotonic

from fastapi import HTTPException, Request

hits: dict[str, list[float]] = defaultdict(list)


async def limited(request: Request):
    ip = request.client.host
    now = monotonic()
    hits[ip] = [t for t in hits[ip] if t > now - 60]
    recent = hits[ip]
    hits[ip].append(now)


async def at_most_ten(request: Request):
    if len(hits[request.client.host]) >= 10:  # error: [process-local-state-with-many-workers] gunicorn_conf.py
        raise HTTPException(status_code=429)
