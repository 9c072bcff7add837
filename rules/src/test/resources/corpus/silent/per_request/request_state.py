from fastapi import FastAPI, Request

app = FastAPI()


@app.middleware("http")
async def authenticate(request: Request, call_next):
    request.state.user = request.headers.get("x-user")
    response = await call_next(request)
    response.headers["x-user"] = request.state.user or ""
    return response


@app.get("/me")
async def me(request: Request):
    return {"user": request.state.user}
