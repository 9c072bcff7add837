import asyncio

from fastapi import FastAPI
from sqlmodel import Field, SQLModel

app = FastAPI()


class Hero(SQLModel):
    name: str
    tags: list[str] = []
    powers: dict = Field(default={})


@app.post("/heroes")
async def create(hero: Hero):
    hero.tags.append("new")
    await asyncio.sleep(0)
    hero.powers["level"] = len(hero.tags)
    return hero
