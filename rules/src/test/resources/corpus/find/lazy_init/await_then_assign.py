import asyncio

from fastapi import FastAPI, Request

app = FastAPI()
app.state.db = None


async def connect() -> object:
    await asyncio.sleep(0.05)
    return object()


@app.get("/rows")
async def rows(request: Request):
    state = request.app.state
    if state.db is None:
        db = await connect()
        state.db = db  # error: [lazy-init-across-await] db
    return []
