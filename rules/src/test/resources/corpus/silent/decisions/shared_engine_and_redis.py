import redis.asyncio as redis
from fastapi import Depends, FastAPI
from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncSession, async_sessionmaker, create_async_engine

engine = create_async_engine("postgresql+asyncpg://localhost/app")
SessionMaker = async_sessionmaker(engine, expire_on_commit=False)
cache = redis.Redis(host="localhost")
app = FastAPI()


async def session():
    async with SessionMaker() as s:
        yield s


@app.get("/items/{key}")
async def item(key: int, db: AsyncSession = Depends(session)):
    cached = await cache.get(f"item:{key}")
    if cached is None:
        cached = (await db.execute(text("select name from item where id = :k"), {"k": key})).scalar()
        await cache.set(f"item:{key}", cached, ex=60)
    return cached
