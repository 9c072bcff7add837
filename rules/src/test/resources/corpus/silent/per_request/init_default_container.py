import asyncio

from fastapi import Depends, FastAPI

app = FastAPI()


class Filters:
    values: dict[str, str]

    def __init__(self, q: str = "") -> None:
        self.values = {}
        self.q = q


async def filters(found: Filters = Depends()) -> Filters:
    found.values["q"] = found.q
    return found


@app.get("/search")
async def search(f: Filters = Depends(filters)):
    await asyncio.sleep(0)
    return f.values["q"]
