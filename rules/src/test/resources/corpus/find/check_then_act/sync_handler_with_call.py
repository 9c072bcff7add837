import time

from fastapi import FastAPI, HTTPException

app = FastAPI()
tickets = {"left": 1}


def pay(card: str) -> None:
    time.sleep(0.1)


@app.post("/tickets")
def buy(card: str):
    if tickets["left"] < 1:
        raise HTTPException(410)
    pay(card)
    tickets["left"] -= 1  # error: [check-then-act-across-await] tickets
    return tickets
