import logging

from fastapi import FastAPI, HTTPException

app = FastAPI()
log = logging.getLogger(__name__)
stock = {"lamp": 1}


@app.post("/buy")
def buy():
    if stock["lamp"] <= 0:
        raise HTTPException(409)
    log.info("selling")
    stock["lamp"] -= 1  # error: [check-then-act-across-await] stock
    return stock
