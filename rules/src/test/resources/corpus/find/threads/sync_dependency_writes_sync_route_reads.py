from fastapi import Depends, FastAPI, Header

app = FastAPI()
current_tenant = None


def tenant(x_tenant: str = Header()) -> None:
    global current_tenant
    current_tenant = x_tenant


@app.get("/rows", dependencies=[Depends(tenant)])
def rows():
    return {"tenant": current_tenant}  # error: [request-data-in-module-state] current_tenant
