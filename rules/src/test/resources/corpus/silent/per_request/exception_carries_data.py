import asyncio

from fastapi import FastAPI, Request
from fastapi.responses import JSONResponse

app = FastAPI()


class Rejected(Exception):
    def __init__(self, card: str) -> None:
        self.card = card


@app.exception_handler(Rejected)
async def rejected(request: Request, error: Rejected):
    return JSONResponse({"card": error.card}, status_code=402)


@app.post("/pay")
async def pay(card: str):
    await asyncio.sleep(0)
    raise Rejected(card)
