from contextvars import ContextVar

from fastapi import FastAPI, Request

app = FastAPI()
current_user: ContextVar[str] = ContextVar("current_user", default="")


@app.middleware("http")
async def bind(request: Request, call_next):
    token = current_user.set(request.headers.get("x-user", ""))
    try:
        return await call_next(request)
    finally:
        current_user.reset(token)


@app.get("/me")
async def me():
    return {"user": current_user.get()}
