import loguru
import structlog
from fastapi import FastAPI, Request

app = FastAPI()


@app.middleware("http")
async def bind(request: Request, call_next):
    structlog.threadlocal.bind_threadlocal(user=request.headers["x-user"])  # error: [logging-context-process-wide, severity=medium]
    return await call_next(request)


@app.get("/orders")
async def orders(trace: str):
    loguru.logger.configure(extra={"trace": trace})  # error: [logging-context-process-wide, severity=medium]
    return []
