import httpx
from fastapi import FastAPI, Header, Request

app = FastAPI()
client = httpx.AsyncClient(headers={"User-Agent": "shop"})


@app.get("/orders")
async def orders(request: Request, authorization: str = Header()):
    headers = dict(request.headers)
    headers["Authorization"] = authorization
    answer = await client.get("https://shop.example/orders", headers=headers)
    return answer.json()


@app.get("/raw")
async def raw(authorization: str = Header()):
    sent = client.build_request("GET", "https://shop.example/raw")
    sent.headers["Authorization"] = authorization
    return (await client.send(sent)).text
