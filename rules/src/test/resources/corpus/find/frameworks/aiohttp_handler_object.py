from aiohttp import ClientSession, web


class Reports:
    def __init__(self, session: ClientSession):
        self.session = session
        self.tenant = ""

    async def show(self, request: web.Request):
        self.tenant = request.headers["X-Tenant"]
        async with self.session.get("http://reports/") as answer:
            rows = await answer.json()
        return web.json_response({"tenant": self.tenant, "rows": rows})  # error: [request-data-in-shared-instance]


def make(session: ClientSession) -> web.Application:
    app = web.Application()
    reports = Reports(session)
    app.router.add_get("/reports", reports.show)
    return app
