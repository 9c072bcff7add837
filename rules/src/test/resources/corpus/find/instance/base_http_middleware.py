import time

from fastapi import FastAPI, Request
from starlette.middleware.base import BaseHTTPMiddleware


class AccessLog(BaseHTTPMiddleware):
    def __init__(self, app) -> None:
        super().__init__(app)
        self.path = ""

    async def dispatch(self, request: Request, call_next):
        self.path = request.url.path
        response = await call_next(request)
        print(time.time(), self.path, response.status_code)  # error: [request-data-in-shared-instance] path
        return response


app = FastAPI()
app.add_middleware(AccessLog)


@app.get("/")
async def home():
    return {}
