import plugins
from fastapi import FastAPI, HTTPException
from registry import handlers

app = FastAPI()
assert plugins


@app.post("/send/{kind}")
async def send(kind: str, to: str):
    if kind not in handlers:
        raise HTTPException(404)
    return await handlers[kind](to)
