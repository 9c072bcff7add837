import asyncio

from fastapi import FastAPI

app = FastAPI()


class Lottery:
    tickets = 100


@app.post("/draw")
async def draw():
    if Lottery.tickets > 0:
        await asyncio.sleep(0)
        Lottery.tickets -= 1  # error: [check-then-act-across-await] tickets
        return "won"
    return "none left"
