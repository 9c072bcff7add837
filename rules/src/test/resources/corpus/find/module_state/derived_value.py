"""What is stored is computed from the request, through two locals and a function."""

import asyncio
import json

from fastapi import FastAPI, Request

app = FastAPI()
claims = {}


def decode(token: str) -> dict:
    return json.loads(token)


@app.get("/scope")
async def scope(request: Request):
    header = request.headers["authorization"]
    token = header.removeprefix("Bearer ")
    parsed = decode(token)
    claims["value"] = parsed["sub"]
    await asyncio.sleep(0)
    return {"sub": claims["value"]}  # error: [request-data-in-module-state] claims
