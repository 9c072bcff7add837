import asyncio
from contextvars import ContextVar

from fastapi import FastAPI

app = FastAPI()


class Current:
    _user: ContextVar[str] = ContextVar("user")

    @property
    def user(self) -> str:
        return self._user.get()

    @user.setter
    def user(self, value: str) -> None:
        self._user.set(value)


current = Current()


@app.get("/me")
async def me(user: str):
    current.user = user
    await asyncio.sleep(0)
    return {"user": current.user}
