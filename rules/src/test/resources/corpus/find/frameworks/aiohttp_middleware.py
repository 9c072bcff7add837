from aiohttp import web

current = {}


@web.middleware
async def tenant(request, handler):
    current["tenant"] = request.headers["X-Tenant"]
    response = await handler(request)
    response.headers["X-Tenant"] = current["tenant"]  # error: [request-data-in-module-state]
    return response


async def hello(request):
    await request.read()
    return web.Response(text="hello")


app = web.Application(middlewares=[tenant])
app.add_routes([web.get("/", hello)])
