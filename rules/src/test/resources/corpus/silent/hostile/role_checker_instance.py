"""An instance in Depends that only reads what it was made with."""

import asyncio

from fastapi import Depends, FastAPI, Header, HTTPException

app = FastAPI()


class RequireRole:
    def __init__(self, *roles: str) -> None:
        self.roles = set(roles)

    async def __call__(self, x_role: str = Header()) -> str:
        await asyncio.sleep(0)
        if x_role not in self.roles:
            raise HTTPException(403)
        return x_role


@app.delete("/all")
async def delete_all(role: str = Depends(RequireRole("admin", "root"))):
    return {"role": role}
