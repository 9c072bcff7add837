from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

from fastapi import FastAPI

if TYPE_CHECKING:
    from models import User

app = FastAPI()


@app.get("/me")
async def me(user: str):
    from holder import hold, held

    hold(user)
    await asyncio.sleep(0)
    return held()
