import asyncio

from quart import Quart, g, request, session

app = Quart(__name__)


@app.before_request
async def load():
    g.user = request.headers.get("X-User")
    session["user"] = g.user


@app.get("/me")
async def me():
    await asyncio.sleep(0.01)
    return {"user": g.user, "session": session["user"]}
