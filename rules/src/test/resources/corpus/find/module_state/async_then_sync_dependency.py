"""Between the async dependency and the handler a sync dependency is solved."""

from fastapi import Depends, FastAPI, Header

app = FastAPI()
current = {}


async def caller(x_user: str = Header()) -> str:
    current["user"] = x_user
    return x_user


def paging(page: int = 1) -> int:
    return max(page, 1)


@app.get("/list")
async def listing(user: str = Depends(caller), page: int = Depends(paging)):
    return {"user": current["user"], "page": page}  # error: [request-data-in-module-state] current
