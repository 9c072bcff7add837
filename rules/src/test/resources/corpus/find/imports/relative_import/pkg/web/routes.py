import asyncio

from fastapi import APIRouter

from ..core import holder

router = APIRouter()


@router.get("/me")
async def me(user: str):
    holder.value["user"] = user
    await asyncio.sleep(0)
    return holder.value["user"]  # error: [request-data-in-module-state] value
