import asyncio

from fastapi import FastAPI

app = FastAPI()


class Current:
    user: str | None = None


@app.get("/me")
async def me(user: str):
    Current.user = user
    await asyncio.sleep(0)
    return {"user": Current.user}  # error: [request-data-in-shared-instance] user
