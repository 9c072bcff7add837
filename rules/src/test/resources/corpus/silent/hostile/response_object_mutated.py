import asyncio

from fastapi import FastAPI, Request, Response

app = FastAPI()


@app.get("/me")
async def me(request: Request, response: Response, user: str):
    response.headers["x-user"] = user
    request.scope["user"] = user
    await asyncio.sleep(0)
    return {"user": request.scope["user"], "header": response.headers["x-user"]}
