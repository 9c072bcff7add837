import asyncio
import os

from fastapi import FastAPI
from pydantic import BaseModel

app = FastAPI()


class Job(BaseModel):
    key: str
    prompt: str


def configure(job: Job) -> None:
    os.environ.update({"MODEL_KEY": job.key})  # error: [process-wide-setting-mutated] os.environ


@app.post("/jobs")
async def run(job: Job):
    configure(job)
    await asyncio.sleep(1)
    return os.environ["MODEL_KEY"][:3]
