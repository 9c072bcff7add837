import asyncio

from fastapi import BackgroundTasks, FastAPI

app = FastAPI()
progress = {"percent": 0, "file": ""}


async def convert(name: str) -> None:
    progress["file"] = name
    for percent in range(0, 101, 10):
        progress["percent"] = percent
        await asyncio.sleep(0.1)
    print("converted", progress["file"])  # error: [request-data-in-module-state] progress


@app.post("/convert/{name}")
async def start(name: str, tasks: BackgroundTasks):
    tasks.add_task(convert, name)
    return {"ok": True}
