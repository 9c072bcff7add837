"""Each request leaves its tenant in a module-level dictionary."""

import asyncio

from fastapi import FastAPI, Header

app = FastAPI()
current: dict[str, str] = {}
SECRETS = {"acme": "red rocket", "globex": "blue boat"}


@app.get("/me")
async def me(x_tenant: str = Header()):
    current["tenant"] = x_tenant
    await asyncio.sleep(0.01)
    return {"secret": SECRETS[current["tenant"]]}


@app.get("/own")
async def own(x_tenant: str = Header()):
    tenant = x_tenant
    await asyncio.sleep(0.01)
    return {"secret": SECRETS[tenant]}
