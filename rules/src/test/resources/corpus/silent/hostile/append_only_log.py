import asyncio

from fastapi import FastAPI, Header

app = FastAPI()
events: list[dict] = []


@app.post("/events")
async def add(text: str, x_user: str = Header()):
    events.append({"user": x_user, "text": text})
    await asyncio.sleep(0)
    return {"ok": True}


@app.get("/events")
async def listing(after: int = 0):
    return events[after:]
