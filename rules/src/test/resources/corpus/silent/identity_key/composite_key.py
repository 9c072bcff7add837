import asyncio

from fastapi import FastAPI, Header

app = FastAPI()
last_query: dict[tuple[str, str], str] = {}


@app.get("/search/{index}")
async def search(index: str, q: str, x_tenant: str = Header()):
    last_query[x_tenant, index] = q
    await asyncio.sleep(0.01)
    return {"q": last_query[x_tenant, index]}
