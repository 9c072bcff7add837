import asyncio

from fastapi import FastAPI, HTTPException

app = FastAPI()
busy: set[str] = set()


@app.post("/imports/{name}")
async def start(name: str):
    if name in busy:
        raise HTTPException(409)
    busy.add(name)
    try:
        await asyncio.sleep(0.1)
    except BaseException:
        busy.discard(name)
        raise
    busy.discard(name)  # ok
    return {"ok": True}
