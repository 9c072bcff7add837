"""The first of the list is outermost."""

from fastapi import FastAPI, Request
from starlette.middleware import Middleware
from starlette.middleware.base import BaseHTTPMiddleware

seen = {}


class Writer(BaseHTTPMiddleware):
    async def dispatch(self, request: Request, call_next):
        seen["user"] = request.headers.get("x-user", "")
        return await call_next(request)


class Reader(BaseHTTPMiddleware):
    async def dispatch(self, request: Request, call_next):
        request.state.user = seen["user"]  # error: [request-data-in-module-state] seen
        return await call_next(request)


app = FastAPI(middleware=[Middleware(Writer), Middleware(Reader)])


@app.get("/")
async def root(request: Request):
    return {"user": request.state.user}
