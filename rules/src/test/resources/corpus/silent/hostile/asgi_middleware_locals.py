import time

from fastapi import FastAPI


class Timing:
    def __init__(self, app, header: str = "x-took") -> None:
        self.app = app
        self.header = header.encode()

    async def __call__(self, scope, receive, send):
        start = time.perf_counter()
        status = 0

        async def timed(message):
            nonlocal status
            if message["type"] == "http.response.start":
                status = message["status"]
                took = f"{time.perf_counter() - start:.3f}".encode()
                message["headers"].append((self.header, took))
            await send(message)

        await self.app(scope, receive, timed)
        print(status)


app = FastAPI()
app.add_middleware(Timing, header="x-time")


@app.get("/")
async def home():
    return {}
