"""A pure ASGI middleware runs the application in its own task and sees what an async dependency set."""

from contextvars import ContextVar

from fastapi import Depends, FastAPI, Header

tenant: ContextVar[str] = ContextVar("tenant", default="nobody")


class AccessLog:
    def __init__(self, app):
        self.app = app

    async def __call__(self, scope, receive, send):
        await self.app(scope, receive, send)
        print(tenant.get())  # ok


async def bind(x_tenant: str = Header()):
    tenant.set(x_tenant)


app = FastAPI()
app.add_middleware(AccessLog)


@app.get("/me", dependencies=[Depends(bind)])
async def me():
    return {"tenant": tenant.get()}
