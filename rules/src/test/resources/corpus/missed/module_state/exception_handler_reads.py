import asyncio

from fastapi import FastAPI, Request
from fastapi.responses import JSONResponse

app = FastAPI()
failing = {}


class PaymentFailed(Exception):
    pass


@app.exception_handler(PaymentFailed)
async def on_failure(request: Request, error: PaymentFailed):
    return JSONResponse({"card": failing["card"]}, status_code=402)  # missed: [request-data-in-module-state] failing


@app.post("/pay")
async def pay(card: str):
    failing["card"] = card
    await asyncio.sleep(0.01)
    raise PaymentFailed()
