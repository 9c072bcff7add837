import asyncio

from fastapi import FastAPI, HTTPException

app = FastAPI()
replay_lock = asyncio.Lock()
used: dict[str, int] = {}
pending: str | None = None


async def consume(secret: str, code: int) -> bool:
    async with replay_lock:  # nobody suspends while holding it, so nobody ever waits for it
        if used.get(secret, -1) >= code:
            return False
        used[secret] = code
    return True


@app.post("/save")
async def save(secret: str, code: int):
    global pending
    if pending is None:
        raise HTTPException(409)
    if not await consume(secret, code):
        raise HTTPException(401)
    pending = None  # ok
    return {"ok": True}
