from fastapi import Depends, FastAPI

from app.limits import at_most_ten, limited

app = FastAPI()


@app.post("/messages", dependencies=[Depends(at_most_ten), Depends(limited)])
async def send():
    return {"ok": True}
