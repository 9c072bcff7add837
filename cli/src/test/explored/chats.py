"""Answers that are streamed word by word: the client may leave in the middle."""

import asyncio

from fastapi import FastAPI, HTTPException
from fastapi.responses import StreamingResponse

WORDS = ["the", "lamp", "is", "on"]


async def model():
    for word in WORDS:
        await asyncio.sleep(0.01)
        yield word + " "


def busy_flag(repaired: bool) -> FastAPI:
    app = FastAPI()
    busy = set()

    @app.post("/rooms/{room}/answers")
    async def answer(room: str):
        if room in busy:
            raise HTTPException(409, "an answer is being written")
        busy.add(room)

        async def careless():
            async for word in model():
                yield word
            busy.discard(room)

        async def careful():
            try:
                async for word in model():
                    yield word
            finally:
                busy.discard(room)

        return StreamingResponse(careful() if repaired else careless(), media_type="text/plain")

    return app


def held_lock(repaired: bool) -> FastAPI:
    app = FastAPI()
    one_at_a_time = asyncio.Lock()

    @app.get("/report")
    async def report():
        async def careless():
            await one_at_a_time.acquire()
            async for word in model():
                yield word
            one_at_a_time.release()

        async def careful():
            async with one_at_a_time:
                async for word in model():
                    yield word

        return StreamingResponse(careful() if repaired else careless(), media_type="text/plain")

    return app


def half_paid(repaired: bool) -> FastAPI:
    app = FastAPI()
    account = {"credits": 5, "answers": 0}

    @app.post("/answers")
    async def answer():
        if account["credits"] < 1:
            raise HTTPException(402, "no credit")

        async def careless():
            account["credits"] -= 1
            async for word in model():
                yield word
            account["answers"] += 1

        async def careful():
            async for word in model():
                yield word
            account["credits"] -= 1
            account["answers"] += 1

        return StreamingResponse(careful() if repaired else careless(), media_type="text/plain")

    return app


busy, busy_repaired = busy_flag(False), busy_flag(True)
held, held_repaired = held_lock(False), held_lock(True)
half, half_repaired = half_paid(False), half_paid(True)
