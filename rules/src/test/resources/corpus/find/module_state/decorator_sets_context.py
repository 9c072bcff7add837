import asyncio
import functools

from fastapi import FastAPI, Request

app = FastAPI()
_ctx = {}


def with_tenant(handler):
    @functools.wraps(handler)
    async def wrapper(request: Request, *args, **kwargs):
        _ctx["tenant"] = request.headers["x-tenant"]
        return await handler(request, *args, **kwargs)

    return wrapper


@app.get("/documents")
@with_tenant
async def documents(request: Request):
    await asyncio.sleep(0.01)
    return {"tenant": _ctx["tenant"]}  # error: [request-data-in-module-state] _ctx
