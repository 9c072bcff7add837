from fastapi import FastAPI
from fastapi.responses import JSONResponse
from starlette.background import BackgroundTask

app = FastAPI()
last_order = {}


def notify() -> None:
    print("notify", last_order["mail"])  # error: [request-data-in-module-state] last_order


@app.post("/orders")
async def order(mail: str):
    last_order["mail"] = mail
    return JSONResponse({"ok": True}, background=BackgroundTask(notify))
