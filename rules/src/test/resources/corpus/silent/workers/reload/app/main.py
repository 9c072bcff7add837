from fastapi import FastAPI, HTTPException

app = FastAPI()
jobs: dict[str, str] = {}


@app.post("/jobs/{name}")
async def start(name: str):
    jobs[name] = "running"
    return {"ok": True}


@app.get("/jobs/{name}")
async def show(name: str):
    if name not in jobs:  # ok
        raise HTTPException(404)
    return {"status": jobs[name]}
