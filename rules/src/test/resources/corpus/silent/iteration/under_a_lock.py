import asyncio

from fastapi import FastAPI

app = FastAPI()
lock = asyncio.Lock()
members: dict[str, str] = {}


@app.post("/tell")
async def tell(text: str):
    async with lock:
        for name in members:  # ok
            await asyncio.sleep(0.01)
    return {"ok": True}


@app.post("/join")
async def join(name: str, address: str):
    async with lock:
        members[name] = address
    return {"ok": True}
