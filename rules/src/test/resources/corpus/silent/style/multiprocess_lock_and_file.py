import asyncio
import json
from pathlib import Path

from fastapi import FastAPI

app = FastAPI()
PATH = Path("state.json")
guard = asyncio.Lock()


async def read() -> dict:
    return json.loads(await asyncio.to_thread(PATH.read_text))


@app.post("/bump")
async def bump():
    async with guard:
        state = await read()
        state["n"] = state.get("n", 0) + 1
        await asyncio.to_thread(PATH.write_text, json.dumps(state))
    return state
