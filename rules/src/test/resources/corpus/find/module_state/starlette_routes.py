import asyncio

from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse
from starlette.routing import Mount, Route

_req = {}


async def me(request: Request) -> JSONResponse:
    _req["user"] = request.query_params["user"]
    await asyncio.sleep(0)
    return JSONResponse({"user": _req["user"]})  # error: [request-data-in-module-state] _req


app = Starlette(routes=[Mount("/api", routes=[Route("/me", me)])])
