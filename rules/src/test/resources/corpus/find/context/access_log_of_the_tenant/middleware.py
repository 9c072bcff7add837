from starlette.middleware.base import BaseHTTPMiddleware

from tenancy import current_tenant


class AccessLog(BaseHTTPMiddleware):
    async def dispatch(self, request, call_next):
        response = await call_next(request)
        response.headers["x-served"] = current_tenant()
        return response
