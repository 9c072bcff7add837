import logging
import uuid

from fastapi import FastAPI, Request

app = FastAPI()
log = logging.getLogger(__name__)
request_id = ""


@app.middleware("http")
async def correlate(request: Request, call_next):
    global request_id
    request_id = request.headers.get("x-request-id") or uuid.uuid4().hex
    response = await call_next(request)
    response.headers["x-request-id"] = request_id  # error: [request-data-in-module-state] request_id
    return response


@app.get("/ping")
async def ping():
    return "pong"
