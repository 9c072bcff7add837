"""Plain routes in threads whose shared figures change inline."""

from collections import defaultdict

from fastapi import FastAPI

app = FastAPI()
requests_total = 0
last_status = {}
votes = defaultdict(int)


@app.post("/votes/{name}")
def vote(name: str):
    global requests_total
    requests_total += 1
    votes[name] += 1
    last_status["code"] = 200
    return {"ok": True}
