import asyncio

from fastapi import APIRouter

router = APIRouter()
selected = None


@router.get("/{user_id}")
async def get_user(user_id: int):
    global selected
    selected = user_id
    await asyncio.sleep(0.01)
    return {"id": selected}  # error: [request-data-in-module-state] selected
