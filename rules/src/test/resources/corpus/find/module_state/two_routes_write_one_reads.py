import asyncio

from fastapi import FastAPI, Header

app = FastAPI()
view = {}


@app.get("/a")
async def a(x_user: str = Header()):
    view["user"] = x_user
    return {}


@app.get("/b")
async def b(x_user: str = Header()):
    view["user"] = x_user
    await asyncio.sleep(0)
    return {"user": view["user"]}  # error: [request-data-in-module-state] view
