import asyncio
from collections.abc import Callable

from fastapi import Depends, FastAPI

app = FastAPI()


class Uow:
    def __init__(self) -> None:
        self.new: list[str] = []

    async def __aenter__(self) -> "Uow":
        return self

    async def __aexit__(self, *error: object) -> None:
        self.new.clear()

    async def flush(self) -> int:
        count = len(self.new)
        await asyncio.sleep(0)
        self.new = []
        return count


class Handler:
    def __init__(self, factory: Callable[[], Uow]) -> None:
        self.factory = factory

    async def handle(self, name: str) -> int:
        async with self.factory() as uow:
            uow.new.append(name)
            return await uow.flush()


handler = Handler(Uow)


@app.post("/things")
async def post(name: str, h: Handler = Depends(lambda: handler)):
    return {"saved": await h.handle(name)}
