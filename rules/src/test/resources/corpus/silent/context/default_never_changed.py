"""The default is a list, but whoever adds to it makes a new one."""

from contextvars import ContextVar

from fastapi import FastAPI

app = FastAPI()
warnings: ContextVar[list] = ContextVar("warnings", default=[])


def warn(text: str) -> None:
    warnings.set([*warnings.get(), text])  # ok


@app.get("/check/{name}")
async def check(name: str):
    if not name.islower():
        warn(f"{name} is not lower case")
    return {"warnings": warnings.get()}
