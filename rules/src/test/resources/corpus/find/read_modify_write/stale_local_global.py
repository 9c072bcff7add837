import asyncio

from fastapi import FastAPI

app = FastAPI()
next_number = 1


async def persist(number: int) -> None:
    await asyncio.sleep(0.01)


@app.post("/invoices")
async def invoice():
    global next_number
    number = next_number
    await persist(number)
    next_number = number + 1  # error: [read-modify-write-across-await] next_number
    return {"number": number}
