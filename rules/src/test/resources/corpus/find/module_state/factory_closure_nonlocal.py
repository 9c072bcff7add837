import asyncio

from fastapi import FastAPI


def build() -> FastAPI:
    app = FastAPI()
    user = None

    @app.get("/me")
    async def me(name: str):
        nonlocal user
        user = name
        await asyncio.sleep(0)
        return {"user": user}  # error: [request-data-in-module-state|request-data-in-shared-instance] user

    return app


app = build()
