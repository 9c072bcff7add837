import aiohttp
from fastapi import Depends, FastAPI, Header, Request

app = FastAPI()


@app.on_event("startup")
async def start():
    app.state.http = aiohttp.ClientSession()


async def caller(x_user: str = Header()) -> str:
    return x_user


async def look_up(session: aiohttp.ClientSession, name: str) -> dict:
    async with session.get(f"https://directory.example/{name}") as answer:
        return await answer.json()


@app.get("/people/{name}")
async def person(request: Request, name: str, user: str = Depends(caller)):
    session: aiohttp.ClientSession = request.app.state.http
    session.headers["X-On-Behalf-Of"] = user  # error: [shared-client-mutated, severity=critical] X-On-Behalf-Of
    manager = await look_up(session, "manager")
    return [manager, await look_up(session, name)]
