import time

from starlette.middleware.base import BaseHTTPMiddleware, RequestResponseEndpoint
from starlette.requests import Request
from starlette.responses import Response
from starlette.types import ASGIApp

from gateway.tracing import tracer


class TracingMiddleware(BaseHTTPMiddleware):
    async def dispatch(self, request: Request, call_next: RequestResponseEndpoint) -> Response:
        tracer.start(f"{request.method} {request.url.path}")
        try:
            return await call_next(request)
        finally:
            tracer.finish()


class TimingMiddleware(BaseHTTPMiddleware):
    def __init__(self, app: ASGIApp, header: str) -> None:
        super().__init__(app)
        self.header = header

    async def dispatch(self, request: Request, call_next: RequestResponseEndpoint) -> Response:
        start = time.perf_counter()
        response = await call_next(request)
        response.headers[self.header] = f"{time.perf_counter() - start:.3f}"
        return response
