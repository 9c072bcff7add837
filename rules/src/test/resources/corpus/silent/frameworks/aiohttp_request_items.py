import asyncio

from aiohttp import web


@web.middleware
async def user(request, handler):
    request["user"] = request.headers.get("X-User")
    return await handler(request)


class Profile(web.View):
    async def get(self):
        self.name = self.request["user"]
        await asyncio.sleep(0.01)
        return web.json_response({"user": self.name})


async def start(app):
    app["ready"] = False
    await asyncio.sleep(0)
    app["ready"] = True


app = web.Application(middlewares=[user])
app.on_startup.append(start)
app.router.add_view("/profile", Profile)
