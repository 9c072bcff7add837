import asyncio
import functools

from fastapi import FastAPI

app = FastAPI()
target = {}


async def deliver(subject: str) -> str:
    await asyncio.sleep(0.01)
    return f"{subject} to {target['mail']}"  # error: [request-data-in-module-state] target


@app.post("/send")
async def send(mail: str):
    target["mail"] = mail
    job = functools.partial(deliver, "news")
    return await asyncio.wait_for(job(), timeout=5)
