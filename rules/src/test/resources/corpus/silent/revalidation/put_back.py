import asyncio

from fastapi import FastAPI

app = FastAPI()


class Shelf:
    def __init__(self, number: int) -> None:
        self.number = number

    async def refresh(self) -> None:
        await asyncio.sleep(0.01)


shelves: dict[int, Shelf] = {}


@app.get("/shelves/{number}")
async def shelf(number: int):
    found = shelves.get(number)
    if found is None:
        return {"found": False}
    await found.refresh()
    shelves[number] = found  # ok
    return {"found": True}
