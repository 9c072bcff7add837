import asyncio

from fastapi import FastAPI

app = FastAPI()
db = None


async def connect() -> object:
    await asyncio.sleep(0)
    return object()


@app.get("/")
async def home():
    global db
    if db is None:
        db = await connect()  # error: [lazy-init-across-await, severity=medium] db
    return str(db)
