"""One lamp in a SQLite table, sold by look and act and by one statement."""

import os
import tempfile
from contextlib import asynccontextmanager

import aiosqlite
from fastapi import FastAPI

FILE = os.path.join(tempfile.gettempdir(), f"crosstalk-sql-shop-{os.getpid()}.db")


@asynccontextmanager
async def lifespan(_app):
    async with aiosqlite.connect(FILE) as db:
        await db.execute("create table if not exists items(id integer primary key, stock integer)")
        await db.execute("insert or replace into items values (1, 1)")
        await db.commit()
    yield


app = FastAPI(lifespan=lifespan)


@app.post("/look")
async def look():
    async with aiosqlite.connect(FILE) as db:
        row = await (await db.execute("select stock from items where id = 1")).fetchone()
        if row[0] > 0:
            await db.execute("update items set stock = ? where id = 1", (row[0] - 1,))
            await db.commit()
            return {"sold": True}
    return {"sold": False}


@app.post("/statement")
async def statement():
    async with aiosqlite.connect(FILE) as db:
        cursor = await db.execute("update items set stock = stock - 1 where id = 1 and stock > 0")
        await db.commit()
        return {"sold": cursor.rowcount == 1}
