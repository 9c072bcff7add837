"""The middleware that is added last is outermost: it writes before the other reads."""

from fastapi import FastAPI, Request
from starlette.middleware.base import BaseHTTPMiddleware

seen = {}


class Reader(BaseHTTPMiddleware):
    async def dispatch(self, request: Request, call_next):
        response = await call_next(request)
        response.headers["x-user"] = seen["user"]  # error: [request-data-in-module-state] seen
        return response


class Writer(BaseHTTPMiddleware):
    async def dispatch(self, request: Request, call_next):
        seen["user"] = request.headers.get("x-user", "")
        return await call_next(request)


app = FastAPI()
app.add_middleware(Reader)
app.add_middleware(Writer)


@app.get("/")
async def root():
    return {}
