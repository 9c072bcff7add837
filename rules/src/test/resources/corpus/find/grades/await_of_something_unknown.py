"""What is awaited comes from a package that is not there: it may suspend."""

from fastapi import FastAPI
from somewhere import client

app = FastAPI()
ctx = {}


@app.get("/me")
async def me(user: str):
    ctx["user"] = user
    rows = await client.rows()
    return {"user": ctx["user"], "rows": rows}  # error: [request-data-in-module-state] ctx
