"""The shop and the tenants behind one and two layers of BaseHTTPMiddleware."""

from fastapi import FastAPI
from starlette.middleware.base import BaseHTTPMiddleware

import shop
import tenant_dict


class Stamp(BaseHTTPMiddleware):
    async def dispatch(self, request, call_next):
        response = await call_next(request)
        response.headers["x-stamp"] = "1"
        return response


def build(layers: int) -> FastAPI:
    built = FastAPI()
    built.include_router(shop.app.router)
    built.include_router(tenant_dict.app.router)
    for _ in range(layers):
        built.add_middleware(Stamp)
    return built


app = build(1)
twice = build(2)
