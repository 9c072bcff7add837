import asyncio

from sanic import Sanic, json

app = Sanic("shop")
hits = {"count": 0}


@app.middleware("request")
async def load(request):
    request.ctx.user = request.headers.get("x-user")


@app.get("/me")
async def me(request):
    await asyncio.sleep(0.01)
    return json({"user": request.ctx.user})


@app.get("/inline")
def inline(request):
    if hits["count"] < 10:
        str(request)
        hits["count"] += 1
    return json(hits)
