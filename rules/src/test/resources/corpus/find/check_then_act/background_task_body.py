import asyncio

from fastapi import BackgroundTasks, FastAPI

app = FastAPI()
claimed: set[int] = set()


async def fetch(job: int) -> None:
    await asyncio.sleep(0.1)


async def process(job: int) -> None:
    if job in claimed:
        return
    await fetch(job)
    claimed.add(job)  # also: [cache-stampede] # error: [check-then-act-across-await] claimed


@app.post("/jobs/{job}")
async def submit(job: int, tasks: BackgroundTasks):
    tasks.add_task(process, job)
    return {"job": job}
