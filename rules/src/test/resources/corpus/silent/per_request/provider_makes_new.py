import asyncio
from typing import Annotated

from fastapi import Depends, FastAPI

app = FastAPI()


class Service:
    def __init__(self) -> None:
        self.user = ""

    async def run(self) -> str:
        await asyncio.sleep(0)
        return self.user


def get_service() -> Service:
    return Service()


@app.get("/me")
async def me(user: str, service: Annotated[Service, Depends(get_service)]):
    service.user = user
    return await service.run()
