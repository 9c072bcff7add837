import asyncio

from fastapi import FastAPI

app = FastAPI()
_tenant = None


async def rows() -> list[str]:
    await asyncio.sleep(0.01)
    return [f"select * from {_tenant}.item"]  # error: [request-data-in-module-state] _tenant


@app.get("/items")
async def items(tenant: str):
    global _tenant
    _tenant = tenant
    try:
        return await rows()
    finally:
        _tenant = None
