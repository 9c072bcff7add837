from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from app.tables import User


class UserRepository:
    def __init__(self, session: AsyncSession) -> None:
        self.session = session
        self.loaded: dict[int, User] = {}

    async def get(self, user_id: int) -> User | None:
        if user_id in self.loaded:
            return self.loaded[user_id]
        user = await self.session.scalar(select(User).where(User.id == user_id))
        if user is not None:
            self.loaded[user_id] = user
        return user
