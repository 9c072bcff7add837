import asyncio

from fastapi import FastAPI, Header

app = FastAPI()
last = {}


class Job:
    def __init__(self):
        self.owner = None
        self.note = "none"


def fill(job: Job, owner: str) -> None:
    job.owner = owner


@app.get("/checked")
async def checked(x_user: str = Header()):
    job = Job()
    fill(job, x_user)
    return {"owner": job.owner}


@app.get("/shared")
async def shared(x_user: str = Header()):
    job = Job()
    fill(job, x_user)
    last["owner"] = job.owner
    await asyncio.sleep(0.01)
    return {"owner": last["owner"]}  # error: [request-data-in-module-state] last
