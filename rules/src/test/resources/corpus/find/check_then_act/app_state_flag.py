import asyncio

from fastapi import FastAPI, HTTPException, Request

app = FastAPI()
app.state.importing = False


async def check_storage() -> None:
    await asyncio.sleep(0.1)


async def run_import() -> None:
    await asyncio.sleep(1)


@app.post("/import")
async def start(request: Request):
    state = request.app.state
    if state.importing:
        raise HTTPException(409)
    await check_storage()
    state.importing = True  # error: [check-then-act-across-await] importing
    try:
        await run_import()
    finally:
        state.importing = False
    return {"done": True}
