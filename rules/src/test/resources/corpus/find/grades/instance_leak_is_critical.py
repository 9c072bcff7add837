import asyncio

from fastapi import FastAPI, Header

app = FastAPI()


class Service:
    def __init__(self) -> None:
        self.user = ""


service = Service()


@app.get("/me")
async def me(x_user: str = Header()):
    service.user = x_user
    await asyncio.sleep(0)
    return service.user  # error: [request-data-in-shared-instance, severity=critical] user
