from contextlib import asynccontextmanager

from fastapi import Depends, FastAPI
from sqlalchemy.ext.asyncio import AsyncSession, async_sessionmaker, create_async_engine


class Database:
    def __init__(self, url: str) -> None:
        self._engine = create_async_engine(url)
        self._maker = async_sessionmaker(self._engine)

    @asynccontextmanager
    async def session(self):
        session: AsyncSession = self._maker()
        try:
            yield session
            await session.commit()
        except Exception:
            await session.rollback()
            raise
        finally:
            await session.close()


database = Database("sqlite+aiosqlite://")
app = FastAPI()


async def get_session():
    async with database.session() as session:
        yield session


@app.get("/ping")
async def ping(session: AsyncSession = Depends(get_session)):
    session.info["route"] = "ping"
    await session.flush()
    return session.info["route"]
