import asyncio

from fastapi import FastAPI, Header

app = FastAPI()
audit = {"last_caller": ""}


@app.get("/data")
async def data(x_user: str = Header()):
    await asyncio.sleep(0.01)
    audit["last_caller"] = x_user  # ok: nobody reads it
    return {"ok": True}
