import asyncio

from fastapi import Depends, FastAPI

app = FastAPI()


class Pagination:
    def __init__(self, limit: int) -> None:
        self.limit = limit
        self.page = 1

    async def __call__(self, page: int = 1) -> "Pagination":
        self.page = page
        return self


@app.get("/items")
async def items(paging: Pagination = Depends(Pagination(20))):
    await asyncio.sleep(0.01)
    return {"page": paging.page}  # error: [request-data-in-shared-instance] page
