from fastapi import Cookie, FastAPI, Request

app = FastAPI()


@app.post("/session")
async def start(request: Request, session_id: str = Cookie()):
    request.app.state.session = session_id
    return {"ok": True}


@app.get("/cart")
async def cart(request: Request):
    return {"cart_of": request.app.state.session}  # error: [request-data-in-shared-instance] session
