import threading
import time

from fastapi import FastAPI, HTTPException

app = FastAPI()
stock = {"n": 1}
lock = threading.Lock()


@app.post("/buy")
def buy():
    with lock:
        if stock["n"] < 1:
            raise HTTPException(409)
        time.sleep(0.1)
        stock["n"] -= 1  # ok
    return {"ok": True}
