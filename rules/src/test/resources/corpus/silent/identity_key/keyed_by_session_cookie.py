import secrets

from fastapi import Cookie, FastAPI, HTTPException, Response

app = FastAPI()
sessions: dict[str, dict] = {}


@app.post("/login")
async def login(name: str, response: Response):
    key = secrets.token_urlsafe()
    sessions[key] = {"user": name}
    response.set_cookie("sid", key)
    return {"ok": True}


@app.get("/me")
async def me(sid: str = Cookie()):
    if sid not in sessions:
        raise HTTPException(401)
    return sessions[sid]
