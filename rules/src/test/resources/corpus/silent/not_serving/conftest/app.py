from fastapi import FastAPI

app = FastAPI()
settings = {"debug": False}


@app.get("/debug")
async def debug():
    return settings["debug"]
