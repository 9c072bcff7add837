"""For the tests of `probe`: a counter that loses updates, one that does not, and answers of every shape."""

import asyncio

from fastapi import FastAPI, Request
from fastapi.responses import PlainTextResponse, RedirectResponse, Response, StreamingResponse

app = FastAPI()
counts = {"racy": 0, "safe": 0}
who = {"tenant": ""}
lock = asyncio.Lock()


@app.get("/count/{kind}")
async def count(kind: str):
    return {"count": counts[kind]}


@app.post("/count/racy")
async def racy(request: Request):
    await request.body()
    seen = counts["racy"]
    await asyncio.sleep(0.004)
    counts["racy"] = seen + 1
    return {"count": counts["racy"]}


@app.post("/count/safe")
async def safe(request: Request):
    await request.body()
    async with lock:
        seen = counts["safe"]
        await asyncio.sleep(0.004)
        counts["safe"] = seen + 1
        return {"count": seen + 1}


@app.get("/tenant/{name}")
async def tenant(name: str):
    who["tenant"] = name
    await asyncio.sleep(0.004)
    return {"tenant": who["tenant"]}


@app.post("/echo")
async def echo(request: Request):
    return PlainTextResponse(await request.body())


@app.get("/stream")
async def stream():
    async def parts():
        for number in range(50):
            yield b"%d," % number * 1000

    return StreamingResponse(parts(), headers={"x-long": "y" * 3000})


@app.get("/moved")
async def moved():
    return RedirectResponse("https://example.invalid/")


@app.get("/empty")
async def empty():
    return Response(status_code=204)
