import asyncio

from fastapi import FastAPI

app = FastAPI()
config = {"theme": "light"}


async def validate(candidate: dict) -> None:
    await asyncio.sleep(0.05)


@app.patch("/config")
async def patch(key: str, value: str):
    global config
    candidate = dict(config)
    candidate[key] = value
    await validate(candidate)
    config = candidate  # error: [read-modify-write-across-await] config
    return config
