"""Whether it runs in production is the same for whoever looks first."""

import os
import time

from fastapi import FastAPI

app = FastAPI()
production: bool | None = None


def is_production() -> bool:
    global production
    if production is None:
        time.sleep(0.01)
        production = os.getenv("STAGE", "test").lower() == "production"  # ok
    return production


@app.get("/stage")
def stage():
    return {"production": is_production()}
