"""A lazily made settings object: made without a wait."""

import os

from fastapi import FastAPI

app = FastAPI()
_settings: dict[str, str] | None = None


def settings() -> dict[str, str]:
    global _settings
    if _settings is None:
        _settings = {"region": os.environ.get("REGION", "eu")}
    return _settings


@app.get("/region")
async def region():
    return settings()["region"]
