import asyncio

from fastapi import Depends, FastAPI, Header

app = FastAPI()


class RoleChecker:
    def __init__(self, role: str) -> None:
        self.role = role
        self.user = ""

    async def __call__(self, x_user: str = Header()) -> str:
        self.user = x_user
        await asyncio.sleep(0.01)
        return self.user  # error: [request-data-in-shared-instance] user


require_admin = RoleChecker("admin")


@app.get("/admin")
async def admin(user: str = Depends(require_admin)):
    return {"user": user}
