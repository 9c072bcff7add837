import asyncio

from fastapi import APIRouter, FastAPI


class ItemController:
    def __init__(self) -> None:
        self.router = APIRouter(prefix="/items")
        self.router.add_api_route("/{item_id}", self.get, methods=["GET"])
        self.item_id = 0

    async def get(self, item_id: int):
        self.item_id = item_id
        item = await self.load()
        return {"id": self.item_id, "item": item}  # error: [request-data-in-shared-instance] item_id

    async def load(self) -> str:
        await asyncio.sleep(0.01)
        return "item"


app = FastAPI()
app.include_router(ItemController().router)
