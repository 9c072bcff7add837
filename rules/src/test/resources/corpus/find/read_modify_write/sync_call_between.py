import time

from fastapi import FastAPI

app = FastAPI()
counter = {"n": 0}


@app.post("/count")
def count():
    n = counter["n"]
    time.sleep(0.01)
    counter["n"] = n + 1  # error: [read-modify-write-across-await] counter
    return counter
