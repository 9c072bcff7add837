"""The same with the flag set: the write is on the path of who looked."""

import asyncio

from fastapi import FastAPI, HTTPException

app = FastAPI()
seats: dict[str, str] = {}


async def take(seat: str, name: str, keep: bool = False):
    await asyncio.sleep(0)
    if keep:
        seats[seat] = name  # error: [check-then-act-across-await] seats
    return seat


@app.post("/seats/{seat}")
async def book(seat: str, name: str):
    if seat in seats:
        raise HTTPException(409)
    return await take(seat, name, keep=True)


@app.get("/seats/{seat}")
async def look(seat: str, name: str):
    if seat in seats:
        raise HTTPException(409)
    return await take(seat, name)
