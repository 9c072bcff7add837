import asyncio

from fastapi import FastAPI, Request
from starlette.middleware.sessions import SessionMiddleware

app = FastAPI()
app.add_middleware(SessionMiddleware, secret_key="dev")


@app.post("/login")
async def login(request: Request, user: str):
    request.session["user"] = user
    await asyncio.sleep(0)
    return {"user": request.session["user"]}


@app.get("/me")
async def me(request: Request):
    if "user" not in request.session:
        await asyncio.sleep(0)
        request.session["user"] = "guest"
    return request.session["user"]
