import asyncio

from fastapi import FastAPI, HTTPException

app = FastAPI()
names: dict[str, str | None] = {}


async def provision(name: str) -> str:
    await asyncio.sleep(0.5)
    return "id-" + name


@app.post("/spaces/{name}")
async def create(name: str):
    if name in names:
        raise HTTPException(409)
    names[name] = None
    try:
        names[name] = await provision(name)  # ok: the place is already taken
    except Exception:
        del names[name]
        raise
    return {"id": names[name]}
