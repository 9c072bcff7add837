import asyncio
from typing import Any

from fastapi import FastAPI, Request

app = FastAPI()


async def log(event: str, **fields: Any) -> None:
    fields.setdefault("level", "info")
    await asyncio.sleep(0)
    print(event, fields["level"], fields)


@app.post("/{name}")
async def run(name: str, request: Request):
    extra = {"path": request.url.path}
    extra["name"] = name
    await log("run", **extra)
    return extra["name"]
