import contextlib
import io
import sys

from fastapi import FastAPI
from starlette.concurrency import run_in_threadpool

app = FastAPI()


@app.post("/run")
async def run(code: str):
    buffer = io.StringIO()
    with contextlib.redirect_stdout(buffer):  # error: [process-wide-setting-mutated] sys.stdout
        await run_in_threadpool(exec, code)
    return buffer.getvalue()


@app.post("/run-again")
async def run_again(code: str):
    buffer = io.StringIO()
    before = sys.stderr
    sys.stderr = buffer  # error: [process-wide-setting-mutated] sys.stderr
    try:
        await run_in_threadpool(exec, code)
    finally:
        sys.stderr = before
    return buffer.getvalue()
