import asyncio

from fastapi import Depends, FastAPI, HTTPException

app = FastAPI()


class Bookings:
    def __init__(self) -> None:
        self._by_slot: dict[str, str] = {}

    def is_free(self, slot: str) -> bool:
        return slot not in self._by_slot

    def put(self, slot: str, user: str) -> None:
        self._by_slot[slot] = user  # error: [check-then-act-across-await] _by_slot


bookings = Bookings()


def get_bookings() -> Bookings:
    return bookings


async def send_confirmation(user: str) -> None:
    await asyncio.sleep(0.05)


@app.post("/slots/{slot}")
async def book(slot: str, user: str, store: Bookings = Depends(get_bookings)):
    if not store.is_free(slot):
        raise HTTPException(409)
    await send_confirmation(user)
    store.put(slot, user)
    return {"slot": slot}
