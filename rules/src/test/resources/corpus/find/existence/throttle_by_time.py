import asyncio
import time

from fastapi import FastAPI

app = FastAPI()


class Broadcaster:
    def __init__(self) -> None:
        self.last = 0.0

    async def send(self) -> None:
        await asyncio.sleep(0.05)

    async def broadcast(self) -> bool:
        now = time.monotonic()
        if now - self.last < 5:
            return False
        await self.send()
        self.last = now  # error: [check-then-act-across-await] last
        return True


broadcaster = Broadcaster()


@app.post("/broadcast")
async def broadcast():
    return {"sent": await broadcaster.broadcast()}
