"""Nobody who serves a request gives an order: the list is only sorted when the program starts."""

import time

from fastapi import FastAPI

app = FastAPI()
order: list[str] = []


def register(name: str, place: int | None = None):
    if place is not None:
        for known in order:
            time.sleep(0.01)
            if known == name:
                order.remove(name)
        order.insert(place, name)  # ok
    return name


@app.post("/names/{name}")
def add(name: str):
    return {"name": register(name)}


@app.get("/names")
def names():
    return order
