import asyncio

from fastapi import FastAPI, HTTPException

app = FastAPI()
light = {"on": False, "owner": None}


@app.post("/on")
async def on(owner: str):
    if light["on"]:
        raise HTTPException(409)
    await asyncio.sleep(0.1)
    light["on"] = True  # error: [check-then-act-across-await] light
    return light


@app.post("/off")
async def off():
    light["on"] = False
    return light
