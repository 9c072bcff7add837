import aiofiles
from fastapi import FastAPI, HTTPException

app = FastAPI()
free_slots = {"n": 2}


@app.post("/slots")
async def take(name: str):
    if free_slots["n"] == 0:
        raise HTTPException(409)
    async with aiofiles.open("slots.log", "a") as log:
        await log.write(name)
    free_slots["n"] -= 1  # error: [check-then-act-across-await] free_slots
    return free_slots
