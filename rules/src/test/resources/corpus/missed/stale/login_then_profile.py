import asyncio

from fastapi import FastAPI, Form, HTTPException

app = FastAPI()
current_user = None
USERS = {"ann": "pw"}


@app.post("/login")
async def login(username: str = Form(), password: str = Form()):
    global current_user
    if USERS.get(username) != password:
        raise HTTPException(401)
    current_user = username
    return {"ok": True}


@app.get("/account")
async def account():
    if current_user is None:  # missed: [request-data-in-module-state] current_user
        raise HTTPException(401)
    return {"user": current_user}  # missed: [request-data-in-module-state]
