import asyncio

from fastapi import FastAPI, Header

app = FastAPI()
state = {"user": "anonymous"}


@app.get("/me")
async def me(authorization: str | None = Header(None)):
    if authorization:
        state["user"] = authorization
    await asyncio.sleep(0)
    return {"user": state["user"]}  # error: [request-data-in-module-state] state
