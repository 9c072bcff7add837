import asyncio

from fastapi import FastAPI

app = FastAPI()


class Session:
    def __init__(self) -> None:
        self._user = ""

    @property
    def user(self) -> str:
        return self._user  # error: [request-data-in-shared-instance] _user

    @user.setter
    def user(self, value: str) -> None:
        self._user = value


session = Session()


@app.get("/me")
async def me(user: str):
    session.user = user
    await asyncio.sleep(0)
    return {"user": session.user}
