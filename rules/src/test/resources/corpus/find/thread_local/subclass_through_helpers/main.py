from ctx import context, tenant
from fastapi import FastAPI, Request

app = FastAPI()


@app.middleware("http")
async def bind(request: Request, call_next):
    context.tenant = request.headers.get("x-tenant")
    return await call_next(request)


@app.get("/rows")
async def rows():
    return {"tenant": tenant()}
