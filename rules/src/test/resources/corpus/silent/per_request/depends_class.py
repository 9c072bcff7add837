import asyncio

from fastapi import Depends, FastAPI, Header

app = FastAPI()


class Session:
    def __init__(self, x_user: str = Header()) -> None:
        self.user = x_user
        self.count = 0

    async def bump(self) -> int:
        before = self.count
        await asyncio.sleep(0)
        self.count = before + 1  # ok
        return self.count


@app.get("/me")
async def me(session: Session = Depends()):
    await session.bump()
    return {"user": session.user, "count": session.count}
