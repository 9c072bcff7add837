import asyncio
import os
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from fastapi import FastAPI, HTTPException
from pydantic import BaseModel
from sqlalchemy import text
from sqlalchemy.ext.asyncio import create_async_engine

DATABASE_URL = os.environ.get("DATABASE_URL", "sqlite+aiosqlite:///profiles.db")
engine = create_async_engine(DATABASE_URL)


@asynccontextmanager
async def lifespan(_: FastAPI) -> AsyncIterator[None]:
    async with engine.begin() as connection:
        await connection.execute(
            text(
                "CREATE TABLE IF NOT EXISTS profiles"
                " (name TEXT PRIMARY KEY, city TEXT NOT NULL, country TEXT NOT NULL)"
            )
        )
        await connection.execute(
            text("INSERT INTO profiles VALUES ('ada', 'Oslo', 'Norway') ON CONFLICT DO NOTHING")
        )
    yield
    await engine.dispose()


app = FastAPI(title="Profiles in a database", lifespan=lifespan)


class Profile(BaseModel):
    city: str
    country: str


async def verify_country(country: str) -> None:
    await asyncio.sleep(0.005)  # the address service answers


@app.put("/profiles/{name}")
async def update_profile(name: str, wanted: Profile) -> dict:
    await verify_country(wanted.country)
    async with engine.begin() as connection:
        await connection.execute(
            text("UPDATE profiles SET city = :city, country = :country WHERE name = :name"),
            {"city": wanted.city, "country": wanted.country, "name": name},
        )
    return {"updated": name}


@app.get("/profiles/{name}")
async def read_profile(name: str) -> Profile:
    async with engine.connect() as connection:
        row = await connection.execute(
            text("SELECT city, country FROM profiles WHERE name = :name"), {"name": name}
        )
        found = row.mappings().one_or_none()
    if found is None:
        raise HTTPException(404)
    return Profile(**found)
