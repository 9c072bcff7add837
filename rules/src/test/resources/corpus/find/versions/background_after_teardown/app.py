from contextvars import ContextVar

from fastapi import BackgroundTasks, Depends, FastAPI, Header

app = FastAPI()
tenant: ContextVar[str | None] = ContextVar("tenant", default=None)


async def bind_tenant(x_tenant: str = Header()):
    token = tenant.set(x_tenant)
    try:
        yield
    finally:
        tenant.reset(token)


async def mail():
    print("mail for", tenant.get())  # error: [contextvar-read-after-reset] tenant


@app.post("/orders")
async def order(tasks: BackgroundTasks, _: None = Depends(bind_tenant)):
    tasks.add_task(mail)
    return {"ok": True}
