import asyncio
from types import SimpleNamespace

from fastapi import FastAPI

app = FastAPI()
current = SimpleNamespace(user=None)


@app.get("/me")
async def me(user: str):
    setattr(current, "user", user)
    await asyncio.sleep(0)
    return {"user": current.user}  # error: [request-data-in-module-state|request-data-in-shared-instance]
