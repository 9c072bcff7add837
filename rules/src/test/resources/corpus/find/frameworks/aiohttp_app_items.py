import asyncio

from aiohttp import web

routes = web.RouteTableDef()


@routes.post("/orders")
async def order(request: web.Request):
    body = await request.json()
    stock = request.app["stock"]
    if stock["left"] < body["count"]:
        raise web.HTTPConflict()
    await asyncio.sleep(0.01)
    stock["left"] -= body["count"]  # error: [check-then-act-across-await]
    return web.json_response(stock)


def make() -> web.Application:
    app = web.Application()
    app["stock"] = {"left": 10}
    app.add_routes(routes)
    return app
