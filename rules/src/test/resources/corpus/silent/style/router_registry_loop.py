from fastapi import APIRouter, FastAPI

routers: list[APIRouter] = []


def new_router(prefix: str) -> APIRouter:
    router = APIRouter(prefix=prefix)
    routers.append(router)
    return router


items = new_router("/items")
users = new_router("/users")


@items.get("/")
async def list_items():
    return []


@users.get("/")
async def list_users():
    return []


app = FastAPI()
for r in routers:
    app.include_router(r)
