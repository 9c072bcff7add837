import asyncio

from fastapi import FastAPI

app = FastAPI()
current_user = {"name": "nobody"}
total = 0


@app.get("/me")
async def me(user: str):
    current_user = {}
    current_user["name"] = user
    await asyncio.sleep(0)
    total = len(user)
    return {"user": current_user["name"], "total": total}
