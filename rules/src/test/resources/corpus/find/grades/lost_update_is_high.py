import asyncio

from fastapi import FastAPI

app = FastAPI()
n = 0


@app.post("/n")
async def add():
    global n
    old = n
    await asyncio.sleep(0)
    n = old + 1  # error: [read-modify-write-across-await, severity=high] n
    return n
