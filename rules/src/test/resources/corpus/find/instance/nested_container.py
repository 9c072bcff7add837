import asyncio

from fastapi import FastAPI

app = FastAPI()


class UserService:
    def __init__(self) -> None:
        self.current = None


class Container:
    def __init__(self) -> None:
        self.users = UserService()


container = Container()


@app.get("/me")
async def me(user: str):
    container.users.current = user
    await asyncio.sleep(0)
    return {"user": container.users.current}  # error: [request-data-in-shared-instance] current
