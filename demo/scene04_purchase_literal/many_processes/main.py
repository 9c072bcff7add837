import os
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from fastapi import FastAPI, HTTPException
from pydantic import BaseModel, Field
from sqlalchemy import text
from sqlalchemy.ext.asyncio import create_async_engine

DATABASE_URL = os.environ.get("DATABASE_URL", "sqlite+aiosqlite:///shop.db")
engine = create_async_engine(DATABASE_URL)


@asynccontextmanager
async def lifespan(_: FastAPI) -> AsyncIterator[None]:
    async with engine.begin() as connection:
        await connection.execute(
            text("CREATE TABLE IF NOT EXISTS stock (sku TEXT PRIMARY KEY, units INTEGER NOT NULL)")
        )
        await connection.execute(
            text("INSERT INTO stock VALUES ('lamp', 1) ON CONFLICT DO NOTHING")
        )
    yield
    await engine.dispose()


app = FastAPI(title="Shop with its stock in a database", lifespan=lifespan)


class Order(BaseModel):
    sku: str
    quantity: int = Field(gt=0)


@app.post("/orders", status_code=201)
async def place_order(order: Order) -> dict:
    async with engine.begin() as connection:
        sold = await connection.execute(
            text("UPDATE stock SET units = units - :n WHERE sku = :sku AND units >= :n"),
            {"sku": order.sku, "n": order.quantity},
        )
    if sold.rowcount == 0:
        raise HTTPException(409, "sold out")
    return {"sku": order.sku, "quantity": order.quantity}


@app.get("/stock/{sku}")
async def read_stock(sku: str) -> dict:
    async with engine.connect() as connection:
        found = await connection.execute(
            text("SELECT units FROM stock WHERE sku = :sku"), {"sku": sku}
        )
        return {"sku": sku, "left": found.scalar_one_or_none() or 0}
