from fastapi import FastAPI, Request

app = FastAPI()
request_info = {}


@app.middleware("http")
async def remember(request: Request, call_next):
    request_info["user"] = request.headers.get("x-user")
    return await call_next(request)


@app.get("/me")
async def me():
    return {"user": request_info["user"]}  # error: [request-data-in-module-state] request_info
