import asyncio
import uuid

from fastapi import BackgroundTasks, FastAPI, HTTPException

app = FastAPI()
jobs: dict[str, dict] = {}


async def run(job_id: str, text: str) -> None:
    jobs[job_id]["status"] = "running"
    await asyncio.sleep(1)
    jobs[job_id]["result"] = text.upper()
    jobs[job_id]["status"] = "done"


@app.post("/jobs")
async def create(text: str, tasks: BackgroundTasks):
    job_id = str(uuid.uuid4())
    jobs[job_id] = {"status": "new", "result": None}
    tasks.add_task(run, job_id, text)
    return {"id": job_id}


@app.get("/jobs/{job_id}")
async def status(job_id: str):
    if job_id not in jobs:
        raise HTTPException(404)
    return jobs[job_id]
