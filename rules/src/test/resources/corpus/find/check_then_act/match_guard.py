import asyncio

from fastapi import FastAPI, HTTPException

app = FastAPI()
door = {"state": "closed"}


@app.post("/open")
async def open_door(code: str):
    match door["state"]:
        case "closed":
            await asyncio.sleep(0.1)
            door["state"] = "open"  # error: [check-then-act-across-await] door
        case _:
            raise HTTPException(409)
    return door
