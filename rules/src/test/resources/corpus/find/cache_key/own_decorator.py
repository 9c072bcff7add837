import functools
from contextvars import ContextVar

from fastapi import FastAPI, Request

app = FastAPI()
user: ContextVar[str] = ContextVar("user")
memory = {}


def cached(function):
    @functools.wraps(function)
    async def wrapper(name: str):
        if name in memory:
            return memory[name]
        memory[name] = await function(name)  # error: [cache-key-without-identity, severity=critical] memory
        return memory[name]

    return wrapper


@cached
async def widget(name: str) -> dict:
    return {"name": name, "for": user.get()}


@app.middleware("http")
async def remember(request: Request, call_next):
    user.set(request.cookies["session"])
    return await call_next(request)


@app.get("/widgets/{name}")
async def show(name: str):
    return await widget(name)
