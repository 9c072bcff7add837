import asyncio

from fastapi import FastAPI

app = FastAPI()
REQUEST = {}
alias = REQUEST


@app.get("/me")
async def me(user: str):
    local = alias
    local["user"] = user
    await asyncio.sleep(0)
    return {"user": REQUEST["user"]}  # error: [request-data-in-module-state]
