import asyncio

from fastapi import FastAPI

app = FastAPI()
in_flight: dict[str, asyncio.Future] = {}


async def fetch(key: str) -> str:
    await asyncio.sleep(0.1)
    return key


@app.get("/{key}")
async def get(key: str):
    if key in in_flight:
        return await in_flight[key]
    future = asyncio.get_running_loop().create_future()
    in_flight[key] = future
    try:
        value = await fetch(key)
        future.set_result(value)
        return value
    except Exception as error:
        future.set_exception(error)
        raise
    finally:
        in_flight.pop(key, None)
