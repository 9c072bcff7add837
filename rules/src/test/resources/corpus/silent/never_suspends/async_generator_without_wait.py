from fastapi import FastAPI

app = FastAPI()
total = {"n": 0}


async def numbers(n: int):
    for i in range(n):
        yield i


@app.post("/sum")
async def add(n: int):
    value = total["n"]
    async for number in numbers(n):
        value += number
    total["n"] = value  # ok
    return total
