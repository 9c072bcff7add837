import time

from fastapi import FastAPI

app = FastAPI()
FACTORS = {"a": 2, "b": 3}


def slow(n: int) -> int:
    time.sleep(0.01)
    return n


@app.get("/compute/{name}")
def compute(name: str, n: int):
    factor = FACTORS[name]
    value = slow(n)
    value += factor
    return {"value": value}
