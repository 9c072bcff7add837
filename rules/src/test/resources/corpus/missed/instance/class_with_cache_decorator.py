import asyncio
import functools

from fastapi import FastAPI

app = FastAPI()


class Formatter:
    def __init__(self, kind: str) -> None:
        self.kind = kind
        self.zone = "UTC"


@functools.cache
def formatter(kind: str) -> Formatter:
    return Formatter(kind)


@app.get("/now")
async def now(zone: str):
    f = formatter("long")
    f.zone = zone
    await asyncio.sleep(0)
    return {"zone": f.zone}  # missed: [request-data-in-shared-instance] zone
