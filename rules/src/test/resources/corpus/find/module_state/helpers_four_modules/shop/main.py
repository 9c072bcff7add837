from fastapi import FastAPI

from .api import router

app = FastAPI(title="shop")
app.include_router(router, prefix="/v1")
