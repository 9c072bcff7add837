from contextvars import ContextVar

from fastapi import BackgroundTasks, Depends, FastAPI, Header

app = FastAPI()
tenant: ContextVar[str | None] = ContextVar("tenant", default=None)


async def connection():
    yield "connection"


async def bind_tenant(x_tenant: str = Header()):
    token = tenant.set(x_tenant)
    try:
        yield
    finally:
        tenant.reset(token)


async def mail():
    print("mail for", tenant.get())  # ok


@app.post("/orders")
async def order(
    tasks: BackgroundTasks,
    db=Depends(connection, scope="function"),
    _: None = Depends(bind_tenant),
):
    tasks.add_task(mail)
    return {"ok": True}
