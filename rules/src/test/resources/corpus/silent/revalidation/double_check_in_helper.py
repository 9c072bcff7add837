import asyncio

from fastapi import FastAPI, HTTPException

app = FastAPI()
taken: set[str] = set()


def claim(name: str) -> bool:
    if name in taken:
        return False
    taken.add(name)
    return True


@app.post("/names/{name}")
async def register(name: str):
    if name in taken:
        raise HTTPException(409)
    await asyncio.sleep(0.05)
    if not claim(name):
        raise HTTPException(409)
    return {"name": name}
