import time

from fastapi import FastAPI

app = FastAPI()
events: dict[int, dict[str, list[str]]] = {}


@app.post("/alerts/{number}/events")
def event(number: int, text: str):
    state = events.get(number, {"events": []})
    state["events"].append(text)
    time.sleep(0.01)
    events[number] = state  # error: [read-modify-write-across-await] events
    return {"ok": True}
