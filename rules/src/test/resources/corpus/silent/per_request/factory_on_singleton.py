"""The singleton makes an object for each call and keeps nothing of it."""

import asyncio

from fastapi import FastAPI

app = FastAPI()


class Job:
    def __init__(self, owner: str) -> None:
        self.owner = owner
        self.state = "new"


class Runner:
    def new_job(self, owner: str) -> Job:
        return Job(owner)

    async def run(self, job: Job) -> str:
        if job.state == "new":
            await asyncio.sleep(0)
            job.state = "done"  # ok
        return job.owner


runner = Runner()


@app.post("/jobs")
async def create(owner: str):
    job = runner.new_job(owner)
    return await runner.run(job)
