from a import top
from fastapi import FastAPI

app = FastAPI()
total = {"n": 0}


@app.post("/add")
async def add(x: int):
    total["n"] += await top(x)  # ok
    return total
