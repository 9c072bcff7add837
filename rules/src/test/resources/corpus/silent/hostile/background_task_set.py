import asyncio

from fastapi import FastAPI

app = FastAPI()
_tasks: set[asyncio.Task] = set()


async def send(to: str) -> None:
    await asyncio.sleep(0.1)


@app.post("/mail")
async def mail(to: str):
    task = asyncio.create_task(send(to))
    _tasks.add(task)
    task.add_done_callback(_tasks.discard)
    return {"pending": len(_tasks)}
