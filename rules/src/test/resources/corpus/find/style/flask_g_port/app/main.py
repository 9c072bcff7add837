from fastapi import Depends, FastAPI

from app.auth import before_request
from app.queries import my_orders

app = FastAPI(dependencies=[Depends(before_request)])


@app.get("/orders")
async def orders():
    return await my_orders()
