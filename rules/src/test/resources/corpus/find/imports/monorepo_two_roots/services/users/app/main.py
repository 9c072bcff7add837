from fastapi import FastAPI

from app.state import last

app = FastAPI()


@app.get("/users")
async def users(user: str):
    last["user"] = user
    return last["user"]  # ok
