"""One list for every context that sets nothing."""

from contextvars import ContextVar

from fastapi import FastAPI

app = FastAPI()
warnings: ContextVar[list] = ContextVar("warnings", default=[])  # either: [contextvar-mutable-default]


def warn(text: str) -> None:
    warnings.get().append(text)  # either: [contextvar-mutable-default]


@app.get("/check/{name}")
async def check(name: str):
    if not name.islower():
        warn(f"{name} is not lower case")
    return {"warnings": warnings.get()}
