import asyncio

from fastapi import FastAPI, Header

app = FastAPI()


def headers_for(user: str, headers={"accept": "*/*"}):
    headers["x-user"] = user  # error: [mutable-default-shared] headers
    return headers


async def ask(path: str, user: str):
    headers = headers_for(user)
    await asyncio.sleep(0)
    return await fetch(path, headers)


async def fetch(path, headers):
    return send(path, dict(headers))


def send(path, headers):
    return [path, headers]


@app.get("/profile")
async def profile(x_user: str = Header()):
    return await ask("/profile", x_user)
