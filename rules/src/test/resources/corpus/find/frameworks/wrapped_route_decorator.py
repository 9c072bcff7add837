import asyncio
from typing import Callable

from fastapi import APIRouter, FastAPI


class Group:
    router: APIRouter

    def __init__(self, router: APIRouter):
        self.router = router

    def route(self, path: str, **options) -> Callable:
        def register(handler):
            async def guarded(*args, **kwargs):
                return await handler(*args, **kwargs)

            self.router.get(path, **options)(guarded)
            return handler

        return register


class Reports(Group):
    def __init__(self, router: APIRouter):
        super().__init__(router)
        self.tenant = ""
        self.install()

    def install(self):
        @self.route("/reports")
        async def reports(tenant: str):
            last["tenant"] = tenant
            await asyncio.sleep(0)
            return last["tenant"]  # error: [request-data-in-module-state]


last = {}
router = APIRouter()
Reports(router)
app = FastAPI()
app.include_router(router)
