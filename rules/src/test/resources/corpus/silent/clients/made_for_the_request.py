import httpx
import requests
from fastapi import Depends, FastAPI, Header

app = FastAPI()


async def client(authorization: str = Header()):
    async with httpx.AsyncClient() as own:
        own.headers["Authorization"] = authorization
        yield own


@app.get("/a")
async def a(own: httpx.AsyncClient = Depends(client)):
    return (await own.get("https://a.example")).json()


@app.get("/b")
def b(authorization: str = Header()):
    session = requests.Session()
    session.headers.update({"Authorization": authorization})
    session.get("https://b.example/warm")
    return session.get("https://b.example").json()
