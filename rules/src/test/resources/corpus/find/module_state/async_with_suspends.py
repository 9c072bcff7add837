import httpx
from fastapi import FastAPI

app = FastAPI()
proxy = {}


@app.get("/proxy")
async def forward(url: str, user: str):
    proxy["user"] = user
    async with httpx.AsyncClient() as client:
        response = await client.get(url)
    return {"user": proxy["user"], "status": response.status_code}  # error: [request-data-in-module-state] proxy
