import asyncio

from fastapi import FastAPI, Header


def create_app() -> FastAPI:
    app = FastAPI()
    current = {}

    async def audit(action: str) -> dict:
        await asyncio.sleep(0.01)
        return {"action": action, "by": current["user"]}  # error: [request-data-in-module-state|request-data-in-shared-instance] current

    @app.post("/actions/{action}")
    async def run(action: str, x_user: str = Header()):
        current["user"] = x_user
        return await audit(action)

    return app


app = create_app()
