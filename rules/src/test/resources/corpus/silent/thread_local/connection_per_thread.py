import sqlite3
import threading

from fastapi import FastAPI

app = FastAPI()
_local = threading.local()


def connection() -> sqlite3.Connection:
    found = getattr(_local, "connection", None)
    if found is None:
        found = _local.connection = sqlite3.connect("app.db")  # ok
    return found


@app.get("/items")
def items(q: str):
    return connection().execute("select * from item where name = ?", (q,)).fetchall()
