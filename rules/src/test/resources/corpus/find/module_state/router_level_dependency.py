import asyncio

from fastapi import APIRouter, Depends, FastAPI, Header

scope = {}


async def bind(x_org: str = Header()) -> None:
    scope["org"] = x_org


router = APIRouter(prefix="/teams", dependencies=[Depends(bind)])


@router.get("/")
async def teams():
    await asyncio.sleep(0.01)
    return {"org": scope["org"]}  # error: [request-data-in-module-state] scope


app = FastAPI()
app.include_router(router)
