import asyncio

from litestar import Litestar, get
from litestar.di import Provide


class Filter:
    def __init__(self):
        self.tenant = ""

    async def rows(self, tenant: str) -> str:
        self.tenant = tenant
        await asyncio.sleep(0)
        return self.tenant


def make() -> Filter:
    return Filter()


@get("/rows", dependencies={"filter": Provide(make)})
async def rows(filter: Filter, tenant: str) -> str:
    return await filter.rows(tenant)


app = Litestar([rows])
