import asyncio
import os

from fastapi import FastAPI

app = FastAPI()


@app.post("/build")
async def build(target: str):
    env = os.environ.copy()
    env["TARGET"] = target
    own = dict(os.environ)
    own["TARGET"] = target
    merged = {**os.environ, "TARGET": target}
    process = await asyncio.create_subprocess_exec("make", env=env)
    await process.wait()
    return [own["TARGET"], merged["TARGET"], env["TARGET"]]
