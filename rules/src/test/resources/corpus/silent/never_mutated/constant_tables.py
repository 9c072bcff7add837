import asyncio

from fastapi import FastAPI

app = FastAPI()
RATES = {"eur": 0.9, "usd": 1.0}
plans = ["free", "pro"]
_limits = dict(free=10, pro=100)


@app.get("/limits/{plan}")
async def limits(plan: str, currency: str = "usd"):
    if plan not in plans:
        return {}
    await asyncio.sleep(0)
    return {"limit": _limits[plan], "rate": RATES[currency]}
