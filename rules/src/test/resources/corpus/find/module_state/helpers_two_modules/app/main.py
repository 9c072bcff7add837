import asyncio

from fastapi import Depends, FastAPI
from fastapi.security import OAuth2PasswordBearer

from app import repository
from app.request_context import set_current_org

app = FastAPI()
oauth2 = OAuth2PasswordBearer(tokenUrl="token")


async def verify(token: str = Depends(oauth2)) -> int:
    await asyncio.sleep(0)
    return int(token)


@app.get("/projects")
async def projects(org_id: int = Depends(verify)):
    set_current_org(org_id)
    await asyncio.sleep(0)
    return await repository.fetch_all("project")
