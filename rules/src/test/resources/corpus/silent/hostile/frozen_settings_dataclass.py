import asyncio
from dataclasses import dataclass, field, replace

from fastapi import FastAPI

app = FastAPI()


@dataclass(frozen=True)
class Options:
    page: int = 1
    labels: tuple[str, ...] = field(default=())


DEFAULT = Options()


@app.get("/page")
async def page(page: int, label: str):
    options = replace(DEFAULT, page=page, labels=(label,))
    await asyncio.sleep(0)
    return {"page": options.page, "labels": options.labels}
