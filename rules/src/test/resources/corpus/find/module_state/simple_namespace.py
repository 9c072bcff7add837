import asyncio
import types

from fastapi import FastAPI, Header

app = FastAPI()
g = types.SimpleNamespace()


async def query() -> list[str]:
    await asyncio.sleep(0.02)
    return [g.tenant]  # error: [request-data-in-module-state|request-data-in-shared-instance] tenant


@app.get("/rows")
async def rows(x_tenant: str = Header()):
    g.tenant = x_tenant
    return await query()
