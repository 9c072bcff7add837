import asyncio
import time

from fastapi import FastAPI

app = FastAPI()


class Timer:
    def __init__(self, name: str) -> None:
        self.name = name
        self.start = 0.0

    async def __aenter__(self) -> "Timer":
        self.start = time.perf_counter()
        return self

    async def __aexit__(self, *error: object) -> None:
        print(self.name, time.perf_counter() - self.start)


@app.get("/{name}")
async def work(name: str):
    async with Timer(name) as timer:
        await asyncio.sleep(0.01)
        return {"name": timer.name, "start": timer.start}
