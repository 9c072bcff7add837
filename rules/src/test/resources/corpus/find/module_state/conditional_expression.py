import asyncio

from fastapi import FastAPI, Request

app = FastAPI()
is_admin = False


@app.get("/stats")
async def stats(request: Request):
    global is_admin
    is_admin = request.headers.get("x-role") == "admin"
    numbers = await collect()
    return numbers if is_admin else {}  # error: [request-data-in-module-state] is_admin


async def collect() -> dict:
    await asyncio.sleep(0.05)
    return {"revenue": 1}
