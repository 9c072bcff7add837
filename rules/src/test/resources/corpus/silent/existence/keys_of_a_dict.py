import asyncio

from fastapi import FastAPI

app = FastAPI()
branches: dict[str, dict] = {}


async def load(name: str) -> dict:
    await asyncio.sleep(0.01)
    return {"name": name}


@app.post("/reload")
async def reload():
    for name in list(branches):
        branches[name] = await load(name)  # ok
    return {"ok": True}
