import asyncio

from fastapi import FastAPI
from fastapi.responses import StreamingResponse

app = FastAPI()
export = {}


async def lines():
    for number in range(10):
        await asyncio.sleep(0.01)
        yield f"{export['customer']},{number}\n"  # error: [request-data-in-module-state] export


@app.get("/export")
async def download(customer: str):
    export["customer"] = customer
    return StreamingResponse(lines(), media_type="text/csv")
