"""The dependency is a plain function: it runs in a thread, and the way back to the loop suspends."""

from fastapi import Depends, FastAPI, Header

app = FastAPI()
current = {}


def caller(x_user: str = Header()) -> str:
    current["user"] = x_user
    return x_user


@app.get("/me")
async def me(user: str = Depends(caller)):
    return {"user": current["user"]}  # error: [request-data-in-module-state] current
