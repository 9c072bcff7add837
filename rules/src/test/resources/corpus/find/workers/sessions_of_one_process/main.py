import uuid

import uvicorn
from fastapi import FastAPI

from service import Sessions

app = FastAPI()
sessions = Sessions()


@app.post("/sessions")
async def start(user: str):
    name = str(uuid.uuid4())
    sessions.open(name, user)
    return {"session": name}


@app.get("/sessions/{name}")
async def show(name: str):
    return {"user": sessions.find(name)}


if __name__ == "__main__":
    uvicorn.run("main:app", host="0.0.0.0", workers=4)
