import asyncio
from concurrent.futures import ThreadPoolExecutor

from fastapi import FastAPI

app = FastAPI()
executor = ThreadPoolExecutor(4)
slots = asyncio.Semaphore(10)


def crunch(n: int) -> int:
    total = 0
    for i in range(n):
        total += i
    return total


@app.post("/crunch")
async def run(n: int):
    async with slots:
        loop = asyncio.get_running_loop()
        return await loop.run_in_executor(executor, crunch, n)
