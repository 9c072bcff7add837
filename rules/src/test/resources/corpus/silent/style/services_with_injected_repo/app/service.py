from fastapi import HTTPException

from app.repo import UserRepository


class UserService:
    def __init__(self, users: UserRepository) -> None:
        self.users = users
        self.actor: str | None = None

    async def rename(self, user_id: int, name: str) -> dict:
        user = await self.users.get(user_id)
        if user is None:
            raise HTTPException(404)
        self.actor = user.name
        user.name = name
        await self.users.session.commit()
        return {"was": self.actor, "is": user.name}
