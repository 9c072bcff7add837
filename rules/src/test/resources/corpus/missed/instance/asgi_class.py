from fastapi import FastAPI


class Gate:
    def __init__(self, app) -> None:
        self.app = app
        self.scope = None

    async def __call__(self, scope, receive, send):
        self.scope = scope

        async def send_with_path(message):
            if message["type"] == "http.response.start":
                path = self.scope["path"].encode()  # missed: [request-data-in-shared-instance] scope
                message["headers"].append((b"x-path", path))
            await send(message)

        await self.app(scope, receive, send_with_path)


app = FastAPI()
app.add_middleware(Gate)


@app.get("/")
async def home():
    return {}
