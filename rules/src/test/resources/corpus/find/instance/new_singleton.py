import asyncio

from fastapi import FastAPI

app = FastAPI()


class Context:
    _instance = None

    def __new__(cls):
        if cls._instance is None:
            cls._instance = super().__new__(cls)
        return cls._instance


@app.get("/me")
async def me(user: str):
    Context().user = user
    await asyncio.sleep(0)
    return {"user": Context().user}  # error: [request-data-in-shared-instance] user
