import asyncio

from fastapi import FastAPI

app = FastAPI()


class Singleton(type):
    _instances: dict = {}

    def __call__(cls, *args, **kwargs):
        if cls not in cls._instances:
            cls._instances[cls] = super().__call__(*args, **kwargs)
        return cls._instances[cls]


class Registry(metaclass=Singleton):
    def __init__(self) -> None:
        self.user = None


@app.get("/me")
async def me(user: str):
    registry = Registry()
    registry.user = user
    await asyncio.sleep(0)
    return {"user": registry.user}  # error: [request-data-in-shared-instance] user
