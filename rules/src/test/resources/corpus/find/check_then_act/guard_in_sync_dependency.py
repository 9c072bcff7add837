from fastapi import Depends, FastAPI, HTTPException

app = FastAPI()
credits = {"left": 10}


def require_credit() -> None:
    if credits["left"] < 1:
        raise HTTPException(402)


@app.post("/use", dependencies=[Depends(require_credit)])
async def use():
    credits["left"] -= 1  # error: [check-then-act-across-await] credits
    return {"ok": True}
