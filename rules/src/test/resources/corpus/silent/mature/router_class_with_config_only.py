"""A controller object whose fields are set when the application is put together."""

import asyncio

from fastapi import APIRouter, FastAPI


class CrudRouter:
    def __init__(self, name: str, page_size: int) -> None:
        self.name = name
        self.page_size = page_size
        self.router = APIRouter(prefix=f"/{name}")
        self.router.add_api_route("/", self.listing, methods=["GET"])

    async def listing(self, page: int = 1):
        await asyncio.sleep(0)
        return {"name": self.name, "from": (page - 1) * self.page_size}


app = FastAPI()
for name in ("users", "items"):
    app.include_router(CrudRouter(name, 20).router)
