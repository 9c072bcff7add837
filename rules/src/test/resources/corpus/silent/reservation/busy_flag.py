import asyncio

from fastapi import FastAPI, HTTPException

app = FastAPI()
busy = False


@app.post("/reindex")
async def reindex():
    global busy
    if busy:
        raise HTTPException(409)
    busy = True
    try:
        await asyncio.sleep(1)
    finally:
        busy = False  # ok: own reservation
    return {"ok": True}
