import asyncio

from fastapi import FastAPI

app = FastAPI()
image = {}


def resize(data: bytes) -> bytes:
    return data[:10]


@app.post("/image")
async def upload(name: str, data: bytes):
    image["name"] = name
    small = await asyncio.to_thread(resize, data)
    return {"name": image["name"], "size": len(small)}  # error: [request-data-in-module-state] image
