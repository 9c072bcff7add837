import asyncio
from typing import Annotated

from fastapi import Depends, FastAPI, Header

app = FastAPI()


class Search:
    def __init__(self) -> None:
        self.tenant = ""

    async def run(self, q: str) -> dict:
        await asyncio.sleep(0.01)
        return {"q": q, "tenant": self.tenant}  # error: [request-data-in-shared-instance] tenant


_search = Search()


async def get_search(x_tenant: Annotated[str, Header()]) -> Search:
    _search.tenant = x_tenant
    return _search


SearchDep = Annotated[Search, Depends(get_search)]


@app.get("/search")
async def search(q: str, service: SearchDep):
    return await service.run(q)
