import asyncio

from fastapi import APIRouter

router = APIRouter(prefix="/notes")
draft = {}


@router.post("")
async def create(text: str, author: str):
    draft["author"] = author
    await asyncio.sleep(0.01)
    return {"text": text, "author": draft["author"]}  # error: [request-data-in-module-state] draft
