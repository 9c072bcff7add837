import asyncio

from fastapi import FastAPI

app = FastAPI()


async def load() -> list:
    await asyncio.sleep(0.01)
    return []


@app.get("/rows")
async def rows(tenant: str):
    app.state.tenant = tenant
    loaded = await load()
    return {"tenant": app.state.tenant, "rows": loaded}  # error: [request-data-in-shared-instance] tenant
