import asyncio

from fastapi import FastAPI, Header
from starlette_context import context
from tenancy_sdk import current

app = FastAPI()


@app.get("/me")
async def me(x_user: str = Header()):
    current.user = x_user
    context["user"] = x_user
    await asyncio.sleep(0)
    return current.user
