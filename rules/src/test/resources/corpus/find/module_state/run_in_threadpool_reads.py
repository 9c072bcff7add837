from fastapi import FastAPI
from fastapi.concurrency import run_in_threadpool

app = FastAPI()
document = {}


def render() -> bytes:
    return document["title"].encode()  # error: [request-data-in-module-state] document


@app.post("/pdf")
async def pdf(title: str):
    document["title"] = title
    return {"size": len(await run_in_threadpool(render))}
