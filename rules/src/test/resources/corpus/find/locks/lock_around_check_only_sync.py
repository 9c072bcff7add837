import threading
import time

from fastapi import FastAPI, HTTPException

app = FastAPI()
stock = {"n": 1}
lock = threading.Lock()


@app.post("/buy")
def buy():
    with lock:
        ok = stock["n"] > 0
    if not ok:
        raise HTTPException(409)
    time.sleep(0.1)
    with lock:
        stock["n"] -= 1  # error: [check-then-act-across-await] stock
    return stock
