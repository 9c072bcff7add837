import asyncio

from fastapi import FastAPI

app = FastAPI()
mode = ""


@app.get("/convert")
async def convert(target: str, amount: float):
    global mode
    mode = target
    await asyncio.sleep(0.01)
    match mode:  # error: [request-data-in-module-state] mode
        case "eur":
            return amount * 0.9
        case "usd":
            return amount
        case _:
            return None
