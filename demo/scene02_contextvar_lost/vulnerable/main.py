from collections.abc import Awaitable, Callable
from contextvars import ContextVar
from typing import Annotated
from uuid import uuid4

from fastapi import Depends, FastAPI, Header, Request, Response
from starlette.middleware.base import BaseHTTPMiddleware

app = FastAPI(title="Documents")

request_id: ContextVar[str] = ContextVar("request_id")
user_name: ContextVar[str] = ContextVar("user_name", default="nobody")

Next = Callable[[Request], Awaitable[Response]]


class RequestId(BaseHTTPMiddleware):
    async def dispatch(self, request: Request, call_next: Next) -> Response:
        request_id.set(uuid4().hex)
        return await call_next(request)


class AccessLog(BaseHTTPMiddleware):
    """Adds what the access log would hold, so that it can be seen from outside."""

    async def dispatch(self, request: Request, call_next: Next) -> Response:
        response = await call_next(request)
        response.headers["X-Request-Id"] = request_id.get()  # bound outside of this call: seen
        response.headers["X-Logged-User"] = user_name.get()  # expect: CT301
        return response


app.add_middleware(AccessLog)
app.add_middleware(RequestId)  # added last, so it is the outer one


async def current_user(x_user: Annotated[str, Header()]) -> str:
    user_name.set(x_user)
    return x_user


@app.put("/documents/{name}")
async def save(name: str, user: Annotated[str, Depends(current_user)]) -> dict:
    return {"document": name, "saved_by": user}
