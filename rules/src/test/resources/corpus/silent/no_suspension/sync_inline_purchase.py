"""Inline code without a call cannot be preempted by the GIL of 3.10 and later: at most a note."""

from fastapi import FastAPI

app = FastAPI()
stock = {"lamp": 5}


@app.post("/buy")
def buy():
    if stock["lamp"] > 0:
        stock["lamp"] -= 1
    return stock
