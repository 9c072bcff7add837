import asyncio

from ctx import get_org, set_org
from fastapi import FastAPI, Header

app = FastAPI()


@app.get("/rows")
async def rows(x_org: int = Header()):
    set_org(x_org)
    await asyncio.sleep(0)
    return {"org": get_org()}
