from contextlib import asynccontextmanager

import httpx
from fastapi import FastAPI


class Span:
    def __init__(self, name: str) -> None:
        self.name = name
        self.attributes: dict[str, str] = {}

    def set(self, key: str, value: str) -> None:
        self.attributes[key] = value


class Tracer:
    def __init__(self) -> None:
        self.exported = 0

    @asynccontextmanager
    async def span(self, name: str):
        span = Span(name)
        try:
            yield span
        finally:
            self.exported += 1


tracer = Tracer()
app = FastAPI()


@app.get("/users/{user}")
async def user(user: str):
    async with tracer.span("user") as span:
        span.set("user", user)
        async with httpx.AsyncClient() as client:
            await client.get("https://api.example")
        return {"user": span.attributes["user"]}
