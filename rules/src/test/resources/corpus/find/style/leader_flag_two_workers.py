import asyncio

from fastapi import FastAPI

app = FastAPI()


class Exporter:
    running = False

    async def prepare(self) -> None:
        await asyncio.sleep(0.1)

    async def export(self) -> str:
        if self.running:
            return "busy"
        await self.prepare()
        self.running = True  # error: [check-then-act-across-await] running
        try:
            await asyncio.sleep(1)
        finally:
            self.running = False
        return "done"


exporter = Exporter()


@app.post("/export")
async def export():
    return {"status": await exporter.export()}
