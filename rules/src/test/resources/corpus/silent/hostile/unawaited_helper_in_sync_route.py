"""Local work in a thread: nothing shared."""

import json
import time

from fastapi import FastAPI

app = FastAPI()


def parse(text: str) -> dict:
    time.sleep(0.01)
    return json.loads(text)


@app.post("/parse")
def run(text: str):
    result = {"n": 0}
    for key in parse(text):
        result["n"] += len(key)
    result["user"] = text
    time.sleep(0.01)
    return result["user"], result["n"]
