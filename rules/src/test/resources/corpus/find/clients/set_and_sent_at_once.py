import httpx
from fastapi import FastAPI, Header

app = FastAPI()
client = httpx.AsyncClient()


@app.get("/me")
async def me(authorization: str = Header()):
    client.headers["Authorization"] = authorization  # error: [shared-client-mutated, severity=medium] Authorization
    return (await client.get("https://id.example/me")).json()
