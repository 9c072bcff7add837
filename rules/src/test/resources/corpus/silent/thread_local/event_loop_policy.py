import asyncio
import threading

from fastapi import FastAPI

app = FastAPI()
_loops = threading.local()


def loop_of_thread() -> asyncio.AbstractEventLoop:
    if not hasattr(_loops, "loop"):
        _loops.loop = asyncio.new_event_loop()
    return _loops.loop


async def fetch(n: int) -> int:
    await asyncio.sleep(0)
    return n


@app.get("/blocking/{n}")
def blocking(n: int):
    return loop_of_thread().run_until_complete(fetch(n))
