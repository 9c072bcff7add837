import asyncio

from fastapi import FastAPI

app = FastAPI()
ready = asyncio.Event()
result: dict[str, str] = {}


@app.post("/publish")
async def publish(text: str):
    result["text"] = text
    ready.set()
    return {"ok": True}


@app.get("/wait")
async def wait():
    await ready.wait()
    return {"text": result.get("text")}
