from fastapi import FastAPI
from starlette.responses import PlainTextResponse


class Limit:
    def __init__(self, app, most: int = 100) -> None:
        self.app = app
        self.most = most
        self.open = 0

    async def __call__(self, scope, receive, send):
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        if self.open >= self.most:
            await PlainTextResponse("busy", 503)(scope, receive, send)
            return
        self.open += 1
        try:
            await self.app(scope, receive, send)
        finally:
            self.open -= 1


app = FastAPI()
app.add_middleware(Limit, most=10)


@app.get("/")
async def home():
    return {}
