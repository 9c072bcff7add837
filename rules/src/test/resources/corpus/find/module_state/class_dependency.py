import asyncio

from fastapi import Depends, FastAPI, Header

app = FastAPI()
last = {"tenant": None}


class Tenant:
    def __init__(self, x_tenant: str = Header()):
        last["tenant"] = x_tenant


@app.get("/quota")
async def quota(tenant: Tenant = Depends()):
    await asyncio.sleep(0)
    return {"tenant": last["tenant"]}  # error: [request-data-in-module-state] last
