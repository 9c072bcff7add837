import time

from fastapi import FastAPI

import database

app = FastAPI()


class Store:
    def __init__(self) -> None:
        self._db: object | None = None

    def attach(self, db: object) -> None:
        if db and not self._db:
            self._db = db  # ok

    def database(self) -> object:
        if self._db is None:
            raise LookupError
        return self._db


store = Store()


@app.get("/items")
def items():
    db = store.database()
    time.sleep(0.01)
    store.attach(database.connect(db))
    return {"ok": True}
