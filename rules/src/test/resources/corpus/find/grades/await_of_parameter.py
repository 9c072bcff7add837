from collections.abc import Awaitable, Callable

from fastapi import Depends, FastAPI
from plugins import get_loader

app = FastAPI()
stock = {"n": 1}


@app.post("/buy")
async def buy(loader: Callable[[], Awaitable[int]] = Depends(get_loader)):
    if stock["n"] > 0:
        await loader()
        stock["n"] -= 1  # error: [check-then-act-across-await] stock
    return stock
