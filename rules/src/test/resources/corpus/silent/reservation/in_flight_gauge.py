from fastapi import FastAPI, Request

app = FastAPI()
in_flight = 0


@app.middleware("http")
async def gauge(request: Request, call_next):
    global in_flight
    in_flight += 1
    try:
        return await call_next(request)
    finally:
        in_flight -= 1  # ok


@app.get("/metrics")
async def metrics():
    return {"in_flight": in_flight}
