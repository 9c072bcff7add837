"""What an operator sets for all is meant for all."""

import asyncio

from fastapi import APIRouter, Depends, FastAPI, HTTPException

maintenance = {"enabled": False, "message": ""}


async def not_in_maintenance() -> None:
    if maintenance["enabled"]:
        raise HTTPException(503, maintenance["message"])


public = APIRouter(dependencies=[Depends(not_in_maintenance)])
admin = APIRouter(prefix="/admin")


@admin.put("/maintenance")
async def switch(enabled: bool, message: str = ""):
    maintenance["enabled"] = enabled
    maintenance["message"] = message
    return maintenance


@public.get("/")
async def home():
    await asyncio.sleep(0)
    return {}


app = FastAPI()
app.include_router(public)
app.include_router(admin)
