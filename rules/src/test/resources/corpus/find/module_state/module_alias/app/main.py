from fastapi import FastAPI

import app.ctx as ctx
from app.service import greet

api = FastAPI()


@api.get("/hello")
async def hello(user: str):
    ctx.user = user
    return await greet()
