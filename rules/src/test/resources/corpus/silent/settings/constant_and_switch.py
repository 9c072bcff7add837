import os
import sys

from fastapi import FastAPI

app = FastAPI()
os.environ["LOG_LEVEL"] = "info"


@app.get("/embed")
async def embed(text: str):
    os.environ["TOKENIZERS_PARALLELISM"] = "false"
    return len(text)


@app.put("/admin/log-level")
async def log_level(level: str):
    os.environ["LOG_LEVEL"] = level
    return {"ok": True}


@app.put("/admin/log-level-sync")
def log_level_sync(level: str):
    os.environ["LOG_LEVEL"] = level
    return {"ok": True}


@app.get("/version")
async def version():
    return sys.version
