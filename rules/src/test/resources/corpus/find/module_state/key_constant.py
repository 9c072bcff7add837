import asyncio

from fastapi import FastAPI

app = FastAPI()
STORE: dict[str, str] = {}
USER_KEY = "user"


@app.get("/whoami")
async def whoami(user: str):
    STORE[USER_KEY] = user
    await asyncio.sleep(0)
    return STORE.get("user")  # error: [request-data-in-module-state] STORE
