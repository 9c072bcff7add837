import asyncio

from fastapi import FastAPI, HTTPException

app = FastAPI()
rooms = {"blue": 1}


@app.post("/rooms/{name}")
async def book(name: str):
    free = rooms.get(name, 0) > 0
    await asyncio.sleep(0.01)
    if not free:
        raise HTTPException(409)
    rooms[name] = 0  # error: [check-then-act-across-await] rooms
    return {"booked": name}
