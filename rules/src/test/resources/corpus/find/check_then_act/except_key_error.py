import asyncio

from fastapi import FastAPI

app = FastAPI()
tables: dict[str, list] = {}


async def announce(name: str) -> None:
    await asyncio.sleep(0.01)


@app.post("/tables/{name}")
async def seat(name: str, guest: str):
    try:
        guests = tables[name]
    except KeyError:
        await announce(name)
        guests = tables[name] = []  # error: [check-then-act-across-await|cache-stampede] tables
    guests.append(guest)
    return guests
