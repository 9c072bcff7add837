from fastapi import FastAPI, HTTPException
from redis.asyncio import Redis

app = FastAPI()
redis = Redis()


@app.post("/messages")
async def send(user: str):
    if await redis.incr(user) > 10:  # ok
        raise HTTPException(429)
    return {"ok": True}
