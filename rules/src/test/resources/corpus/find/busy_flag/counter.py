import asyncio

from fastapi import FastAPI, HTTPException

app = FastAPI()


class Gate:
    def __init__(self) -> None:
        self.inside = 0

    async def work(self) -> None:
        if self.inside >= 3:
            raise HTTPException(429)
        self.inside += 1
        await asyncio.sleep(0.1)
        self.inside -= 1  # error: [busy-flag-not-restored] inside


gate = Gate()


@app.post("/work")
async def work():
    await gate.work()
    return {"ok": True}
