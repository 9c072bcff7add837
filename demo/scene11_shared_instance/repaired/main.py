import asyncio
from collections.abc import Awaitable, Callable

from fastapi import FastAPI, Request, Response
from starlette.middleware.base import BaseHTTPMiddleware

app = FastAPI(title="Invoices")


class TenantHeader(BaseHTTPMiddleware):
    """Tells the proxy in front which customer to bill for the answer."""

    async def dispatch(
        self, request: Request, call_next: Callable[[Request], Awaitable[Response]]
    ) -> Response:
        tenant = request.headers.get("X-Tenant", "none")
        response = await call_next(request)
        response.headers["X-Bill-To"] = tenant
        return response


app.add_middleware(TenantHeader)


@app.get("/invoices")
async def invoices() -> dict:
    await asyncio.sleep(0.002)  # to the database and back
    return {"invoices": [1, 2, 3]}
