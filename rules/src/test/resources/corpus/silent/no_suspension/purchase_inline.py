from fastapi import FastAPI, HTTPException

app = FastAPI()
stock = {"lamp": 1}


@app.post("/buy")
async def buy():
    if stock["lamp"] < 1:
        raise HTTPException(409)
    stock["lamp"] -= 1  # ok
    return stock
