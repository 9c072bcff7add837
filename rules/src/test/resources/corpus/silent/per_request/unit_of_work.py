import asyncio

from fastapi import Depends, FastAPI

app = FastAPI()


class UnitOfWork:
    def __init__(self) -> None:
        self.changes: list[str] = []
        self.committed = False

    async def __aenter__(self) -> "UnitOfWork":
        await asyncio.sleep(0)
        return self

    async def __aexit__(self, *error: object) -> None:
        if not self.committed:
            await self.rollback()

    async def commit(self) -> None:
        if self.committed:
            return
        await asyncio.sleep(0)
        self.committed = True  # ok

    async def rollback(self) -> None:
        await asyncio.sleep(0)
        self.changes.clear()


async def unit_of_work():
    async with UnitOfWork() as uow:
        yield uow


@app.post("/change")
async def change(text: str, uow: UnitOfWork = Depends(unit_of_work)):
    uow.changes.append(text)
    await uow.commit()
    return uow.changes
