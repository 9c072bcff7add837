import asyncio

from fastapi import Depends, FastAPI, HTTPException

app = FastAPI()
seats = {f"{row}{n}": None for row in "AB" for n in range(1, 4)}


async def free_seat(seat: str) -> str:
    if seats.get(seat) is not None:
        raise HTTPException(409, "taken")
    return seat


async def hold_payment(user: str) -> str:
    await asyncio.sleep(0.05)
    return "hold-" + user


@app.post("/seats/{seat}")
async def take(user: str, seat: str = Depends(free_seat)):
    hold = await hold_payment(user)
    seats[seat] = user  # error: [check-then-act-across-await] seats
    return {"seat": seat, "hold": hold}
