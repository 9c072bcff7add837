import json
from pathlib import Path

from fastapi import FastAPI

app = FastAPI()
state = {"visits": 0}


@app.get("/visit")
def visit():
    visits = state["visits"] + 1
    Path("visits.json").write_text(json.dumps(visits))
    state["visits"] = visits  # error: [read-modify-write-across-await] state
    return state
