from collections.abc import AsyncIterator
from typing import Annotated

from fastapi import Depends
from sqlalchemy.ext.asyncio import AsyncSession, async_sessionmaker, create_async_engine

from app.repo import UserRepository
from app.service import UserService

engine = create_async_engine("sqlite+aiosqlite:///app.db")
maker = async_sessionmaker(engine, expire_on_commit=False)


async def session() -> AsyncIterator[AsyncSession]:
    async with maker() as s:
        yield s


def users(s: Annotated[AsyncSession, Depends(session)]) -> UserRepository:
    return UserRepository(s)


def user_service(repo: Annotated[UserRepository, Depends(users)]) -> UserService:
    return UserService(repo)


Service = Annotated[UserService, Depends(user_service)]
