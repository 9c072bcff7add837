import asyncio
import enum

from fastapi import FastAPI

app = FastAPI()


class Phase(enum.Enum):
    NEW = 1
    STARTING = 2
    READY = 3


class Engine:
    def __init__(self):
        self.phase = Phase.NEW
        self.problem = None

    def rename(self, name: str, value: object) -> None:
        setattr(self, name, value)

    async def start(self) -> None:
        self.phase = Phase.STARTING  # ok
        await asyncio.sleep(0.01)
        self.problem = None
        self.phase = Phase.READY  # ok


engine = Engine()


@app.post("/start")
async def start():
    await engine.start()
    return {}


@app.get("/state")
async def state():
    return {"phase": engine.phase.name, "problem": engine.problem}
