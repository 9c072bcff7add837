"""The same sale with the stock in an SQLite file."""

import os
import sqlite3
import tempfile
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import aiosqlite
from fastapi import FastAPI

FILE = os.environ.get("BENCH_DB") or os.path.join(tempfile.gettempdir(), f"bench-{os.getpid()}.db")


def fill() -> None:
    connection = sqlite3.connect(FILE)
    connection.executescript(
        "create table if not exists item(id integer primary key, stock integer); insert or replace into item values (1, 1);"
    )
    connection.commit()
    connection.close()


@asynccontextmanager
async def lifespan(_: FastAPI) -> AsyncIterator[None]:
    fill()
    yield


app = FastAPI(lifespan=lifespan)


@app.post("/sell")
async def sell() -> dict[str, bool]:
    async with aiosqlite.connect(FILE) as database:
        row = await (await database.execute("select stock from item where id = 1")).fetchone()
        if row is None or row[0] < 1:
            return {"sold": False}
        await database.execute("update item set stock = ? where id = 1", (row[0] - 1,))
        await database.commit()
        return {"sold": True}
