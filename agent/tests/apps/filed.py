"""A counter in an SQLite file; the table is made when the module is imported."""

import json
import os
import sqlite3
import uuid

PATH = os.environ["FILED"]


def connect():
    return sqlite3.connect(PATH)


with connect() as connection:
    connection.execute("create table if not exists counter (id integer primary key, value int)")
    connection.execute("insert or ignore into counter values (1, 0)")
connection.close()


async def app(scope, receive, send):
    if scope["type"] == "lifespan":
        await receive()
        await send({"type": "lifespan.startup.complete"})
        await receive()
        return
    connection = connect()
    value = connection.execute("select value from counter").fetchone()[0] + 1
    with connection:
        connection.execute("update counter set value = ?", (value,))
    connection.close()
    body = json.dumps(str(uuid.uuid4()) if scope["path"] == "/id" else value).encode()
    await send({"type": "http.response.start", "status": 200, "headers": []})
    await send({"type": "http.response.body", "body": body})
