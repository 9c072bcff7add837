import asyncio

from fastapi import FastAPI, Request

app = FastAPI()


class Trace:
    def __init__(self, path: str) -> None:
        self.path = path
        self.steps = 0


@app.middleware("http")
async def trace(request: Request, call_next):
    request.state.trace = Trace(request.url.path)
    return await call_next(request)


@app.get("/work")
async def work(request: Request):
    trace = request.state.trace
    before = trace.steps
    await asyncio.sleep(0)
    trace.steps = before + 1  # ok
    return {"path": trace.path, "steps": trace.steps}
