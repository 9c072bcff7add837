import asyncio

from fastapi import FastAPI

app = FastAPI()


class Context:
    def __init__(self) -> None:
        self._data: dict[str, str] = {}

    def set(self, key: str, value: str) -> None:
        self._data[key] = value

    def get(self, key: str) -> str:
        return self._data[key]  # error: [request-data-in-shared-instance] _data


context = Context()


@app.get("/me")
async def me(user: str):
    context.set("user", user)
    await asyncio.sleep(0)
    return {"user": context.get("user")}
