import asyncio

from fastapi import FastAPI

app = FastAPI()
session_info = {}


async def send_mail(to: str) -> None:
    await asyncio.sleep(0.1)


@app.post("/invite")
async def invite(sender: str, to: str):
    session_info.update(sender=sender)
    await send_mail(to)
    return {"invited_by": session_info["sender"]}  # error: [request-data-in-module-state] session_info
