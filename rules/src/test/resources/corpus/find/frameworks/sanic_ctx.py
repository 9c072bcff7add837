import asyncio

from sanic import Sanic, json

app = Sanic("shop")
app.ctx.left = 3


@app.post("/buy")
async def buy(request):
    if request.app.ctx.left > 0:
        await asyncio.sleep(0.01)
        request.app.ctx.left -= 1  # error: [check-then-act-across-await]
    return json({"left": request.app.ctx.left})
