import asyncio

from fastapi import FastAPI

app = FastAPI()


class Rates:
    def __init__(self):
        self.base = "EUR"
        self.table = {}


rates = Rates()


@app.post("/rates/{base}")
async def change(base: str, fallback: str, table: str):
    rates.base = fallback  # ok
    await asyncio.sleep(0.01)
    rates.base = base  # ok
    rates.table = table  # ok
    return {}


@app.get("/rates")
async def both():
    return {"base": rates.base, "table": rates.table}
