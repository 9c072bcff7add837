from fastapi import FastAPI

from .types import Account
from .usage import usage

app = FastAPI()


@app.get("/usage")
async def get_usage(account: Account):
    return await usage()
