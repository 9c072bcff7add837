import asyncio

from fastapi import FastAPI, HTTPException

app = FastAPI()
files: dict[str, bytes] = {}


async def remove_remote(name: str) -> None:
    await asyncio.sleep(0.05)


@app.delete("/files/{name}")
async def delete(name: str):
    if name not in files:
        raise HTTPException(404)
    await remove_remote(name)
    del files[name]  # error: [check-then-act-across-await] files
    return {"deleted": name}
