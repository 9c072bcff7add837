import asyncio

from fastapi import FastAPI

app = FastAPI()


class Preferences:
    def __init__(self) -> None:
        self._lock = asyncio.Lock()
        self._queue: asyncio.Queue | None = None
        self._loop: asyncio.AbstractEventLoop | None = None
        self._ready = False

    async def initialize(self) -> None:
        loop = asyncio.get_running_loop()
        async with self._lock:
            if self._loop is loop and self._ready:
                return
            await asyncio.sleep(0.01)
            self._loop = loop
            self._queue = asyncio.Queue()  # ok
            self._ready = True

    async def flush(self) -> str:
        if self._queue is None:
            raise RuntimeError("not ready")
        await asyncio.sleep(0)
        await self.initialize()
        return "flushed"


preferences = Preferences()


@app.post("/flush")
async def flush():
    return await preferences.flush()
