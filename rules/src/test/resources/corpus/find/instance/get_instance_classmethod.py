import asyncio

from fastapi import FastAPI

app = FastAPI()


class SessionManager:
    _instance: "SessionManager | None" = None

    def __init__(self) -> None:
        self.active_user = ""

    @classmethod
    def get_instance(cls) -> "SessionManager":
        if cls._instance is None:
            cls._instance = cls()
        return cls._instance


@app.get("/me")
async def me(user: str):
    manager = SessionManager.get_instance()
    manager.active_user = user
    await asyncio.sleep(0)
    return {"user": manager.active_user}  # error: [request-data-in-shared-instance] active_user
