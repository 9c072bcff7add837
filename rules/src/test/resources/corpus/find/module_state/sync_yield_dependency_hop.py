from fastapi import Depends, FastAPI, Header

app = FastAPI()
current = {}


def caller(x_user: str = Header()):
    current["user"] = x_user
    yield
    current.clear()


@app.get("/me", dependencies=[Depends(caller)])
async def me():
    return {"user": current["user"]}  # error: [request-data-in-module-state] current
