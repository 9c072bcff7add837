import asyncio
import uuid

from fastapi import FastAPI, HTTPException
from fastapi.responses import StreamingResponse

app = FastAPI()
queues: dict[str, asyncio.Queue] = {}
tasks: set[asyncio.Task] = set()


async def produce(job: str, n: int) -> None:
    queue = queues[job]
    for i in range(n):
        await asyncio.sleep(0.1)
        await queue.put(i)
    await queue.put(None)


@app.post("/jobs")
async def start(n: int):
    job = uuid.uuid4().hex
    queues[job] = asyncio.Queue()
    task = asyncio.create_task(produce(job, n))
    tasks.add(task)
    task.add_done_callback(tasks.discard)
    return {"job": job}


@app.get("/jobs/{job}")
async def follow(job: str):
    if job not in queues:
        raise HTTPException(404)

    async def body():
        queue = queues[job]
        while (item := await queue.get()) is not None:
            yield f"data: {item}\n\n"
        queues.pop(job, None)

    return StreamingResponse(body())
