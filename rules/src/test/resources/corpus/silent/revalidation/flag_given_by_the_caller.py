"""Whoever looks the session up says that it is not to be registered: the write is not on that path."""

import asyncio

from fastapi import FastAPI, HTTPException

app = FastAPI()
sessions: dict[str, str] = {}


async def deliver(name: str, session: str, register: bool = False):
    await asyncio.sleep(0)
    if not register:
        return session
    sessions[name] = session  # ok
    return session


@app.post("/sessions/{name}/request")
async def request(name: str):
    session = sessions.get(name)
    if not session:
        raise HTTPException(503)
    return await deliver(name, session, register=False)


@app.post("/sessions/{name}")
async def open_session(name: str, session: str):
    return await deliver(name, session, register=True)
