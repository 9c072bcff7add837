"""Between an async dependency and the handler nothing suspends."""

from fastapi import Depends, FastAPI, Header

app = FastAPI()
current = {}


async def caller(x_user: str = Header()) -> str:
    current["user"] = x_user
    return x_user


@app.get("/me")
async def me(user: str = Depends(caller)):
    return {"user": current["user"]}  # ok
