import asyncio
from contextlib import asynccontextmanager
from typing import AsyncIterator, TypedDict

from fastapi import FastAPI, Request


class Agent:
    def __init__(self) -> None:
        self.prompt = ""

    async def run(self) -> str:
        await asyncio.sleep(0.01)
        return self.prompt.upper()


class State(TypedDict):
    agent: Agent


@asynccontextmanager
async def lifespan(app: FastAPI) -> AsyncIterator[State]:
    yield {"agent": Agent()}


app = FastAPI(lifespan=lifespan)


@app.post("/ask")
async def ask(question: str, request: Request):
    agent: Agent = request.state.agent
    agent.prompt = question  # error: [lifespan-state-mutated] prompt
    return {"answer": await agent.run()}
