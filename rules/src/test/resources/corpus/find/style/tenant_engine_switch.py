import asyncio

from fastapi import FastAPI, Request

app = FastAPI()


class Router:
    def __init__(self) -> None:
        self.active = "default"

    def use(self, name: str) -> None:
        self.active = name

    def url(self) -> str:
        return f"postgresql://db/{self.active}"  # error: [request-data-in-shared-instance] active


db_router = Router()


class TenantMiddleware:
    def __init__(self, app) -> None:
        self.app = app

    async def __call__(self, scope, receive, send):
        if scope["type"] == "http":
            headers = dict(scope["headers"])
            db_router.use(headers.get(b"x-tenant", b"default").decode())
        await self.app(scope, receive, send)


app.add_middleware(TenantMiddleware)


async def warm() -> None:
    await asyncio.sleep(0)


@app.get("/url")
async def url(request: Request):
    await warm()
    return {"url": db_router.url()}
