from fastapi import Depends, FastAPI, Header

from middleware import AccessLog
from tenancy import bind, current_tenant

app = FastAPI()
app.add_middleware(AccessLog)


async def tenant(x_tenant: str = Header()):
    bind(x_tenant)


@app.get("/me", dependencies=[Depends(tenant)])
async def me():
    return {"tenant": current_tenant()}
