import time

from fastapi import FastAPI

app = FastAPI()
current = {}


def slow_query() -> list:
    time.sleep(0.05)
    return []


@app.get("/report")
def report(tenant: str):
    current["tenant"] = tenant
    rows = slow_query()
    return {"tenant": current["tenant"], "rows": rows}  # error: [request-data-in-module-state] current
