import asyncio

from fastapi import FastAPI, Header

app = FastAPI()
actor = {}
running = set()


async def write_audit(action: str) -> None:
    print(action, actor["name"])  # error: [request-data-in-module-state] actor


@app.post("/publish")
async def publish(x_user: str = Header()):
    actor["name"] = x_user
    task = asyncio.create_task(write_audit("publish"))
    running.add(task)
    task.add_done_callback(running.discard)
    return {"ok": True}
